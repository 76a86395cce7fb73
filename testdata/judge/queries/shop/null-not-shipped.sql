-- category: is-null
-- expert: create index on orders (created_at, warehouse_id) include (id, customer_id) where shipped_at is null
select id, customer_id, created_at from orders where shipped_at is null and warehouse_id = 9 and created_at > '2025-01-01';
