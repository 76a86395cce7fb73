-- Grouping sets, some hashed and some sorted.
-- explain: analyze
-- set: enable_seqscan = off
-- setup: create index on reviews (rating);
-- shows: "Strategy": "Mixed"
-- shows: "Hash Keys"
select rating, product_id % 3 as shelf, count(*)
from reviews
where id < 3000
group by grouping sets ((rating), (product_id % 3), ());
