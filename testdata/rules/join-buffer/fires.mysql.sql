-- All order items are read to be compared with 57 reviews: nothing finds them by their product.
-- servers: mysql9, mariadb118, mysql56
-- formats: v1, v2-analyze, analyze
-- shows: v1 "using_join_buffer"
-- shows: mariadb "block-nl-join"
-- remedy: create index order_items_product_id_idx on order_items (product_id); mysql9: 200,061 -> 1,056, mariadb118: 200,067 -> 1,067
select r.id, i.order_id
from reviews r left join order_items i on i.product_id = r.product_id and i.quantity = 5
where r.created_at >= '2024-10-04' and r.rating = 1;
