-- category: composite
-- expert: create index on orders (status, updated_at)
select id, customer_id from orders where status = 'returned' and updated_at >= '2025-12-20' and updated_at < '2026-01-10';
