-- ROLLUP: one sorted pass for several sets, and a second one with a sort of its own.
-- explain: analyze
-- set: enable_hashagg = off
-- shows: "Grouping Sets"
-- shows: "Group Keys"
select region, city, newsletter, count(*)
from customers
where id < 2000
group by grouping sets (rollup (region, city), (newsletter));
