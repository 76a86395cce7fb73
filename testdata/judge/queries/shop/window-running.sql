-- category: window
-- expert: create index on orders (warehouse_id, created_at) include (id, total)
select id, created_at, sum(total) over (order by created_at) from orders where warehouse_id = 13 and created_at >= '2025-07-01';
