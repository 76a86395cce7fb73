-- category: order-limit
-- small
-- expert: create index on orders (customer_id, created_at)
select id, total, created_at from orders where customer_id = 7 order by created_at desc limit 10;
