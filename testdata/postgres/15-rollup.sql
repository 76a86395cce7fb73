-- ROLLUP: one sorted pass for several sets, and a second one with a sort of its own.
-- server: PostgreSQL 15.18
-- explain: analyze
-- set: enable_hashagg = off
select region, city, newsletter, count(*)
from customers
where id < 2000
group by grouping sets (rollup (region, city), (newsletter));
