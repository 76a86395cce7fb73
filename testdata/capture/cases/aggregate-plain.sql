-- Aggregates over the whole table, one with a filter, one distinct.
-- explain: analyze, verbose
-- shows: "Strategy": "Plain"
select count(*), count(*) filter (where rating = 5), count(distinct product_id) from reviews where id < 2000;
