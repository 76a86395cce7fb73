-- Window functions over two different windows.
-- server: PostgreSQL 15.18
-- explain: analyze, buffers off
select id, row_number() over w, sum(rating) over w, rank() over (order by rating)
from reviews
where id < 500
window w as (partition by product_id % 10 order by created_at);
