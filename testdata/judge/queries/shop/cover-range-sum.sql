-- category: covering
-- expert: create index on orders (created_at) include (total)
select sum(total) from orders where created_at >= '2025-01-01' and created_at < '2025-07-01';
