-- A materialised CTE read twice.
-- server: PostgreSQL 15.18
-- explain: analyze, buffers off
with best as materialized (
    select product_id, avg(rating) as stars from reviews where id < 2000 group by product_id
)
select a.product_id, b.product_id
from best a
join best b on a.stars = b.stars and a.product_id < b.product_id
where a.product_id < 5;
