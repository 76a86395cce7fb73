-- A data-modifying CTE whose rows are read.
-- server: PostgreSQL 15.18
-- explain: analyze
with gone as (delete from reviews where rating = 1 and id < 3000 returning product_id)
select product_id, count(*) from gone group by product_id order by 2 desc limit 3;
