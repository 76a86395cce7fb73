-- category: equality
-- small
-- expert: create index on orders (customer_id)
select id, status, total, created_at from orders where customer_id = 4211;
