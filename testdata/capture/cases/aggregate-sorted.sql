-- Groups in the order of an index.
-- explain: analyze
-- set: enable_hashagg = off
-- set: enable_seqscan = off
-- shows: "Strategy": "Sorted"
select product_id, avg(rating) from reviews group by product_id having avg(rating) > 4.5;
