-- Groups in the order of an index.
-- server: PostgreSQL 15.18
-- explain: analyze
-- set: enable_hashagg = off
-- set: enable_seqscan = off
select product_id, avg(rating) from reviews group by product_id having avg(rating) > 4.5;
