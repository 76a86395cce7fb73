-- Aggregates over the whole table, one with a filter, one distinct.
-- server: PostgreSQL 15.18
-- explain: analyze, verbose
select count(*), count(*) filter (where rating = 5), count(distinct product_id) from reviews where id < 2000;
