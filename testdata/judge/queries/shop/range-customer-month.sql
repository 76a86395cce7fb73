-- category: composite
-- small
-- expert: create index on orders (customer_id, created_at)
select id, total from orders where customer_id = 12 and created_at >= '2024-06-01' and created_at < '2025-01-01';
