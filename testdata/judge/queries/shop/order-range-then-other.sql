-- The range comes from one column, the order from another: an index in the wanted order reads few rows before the limit.
-- category: order-limit
-- expert: create index on orders (total desc)
select id, total, created_at from orders where created_at >= '2024-01-01' order by total desc limit 10;
