-- Grouping sets, some hashed and some sorted.
-- server: PostgreSQL 15.18
-- explain: analyze
-- set: enable_seqscan = off
-- setup: create index on reviews (rating);
select rating, product_id % 3 as shelf, count(*)
from reviews
where id < 3000
group by grouping sets ((rating), (product_id % 3), ());
