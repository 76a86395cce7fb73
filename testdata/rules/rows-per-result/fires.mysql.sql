-- 150,000 rows are read for eleven of a result.
-- formats: v2-analyze, analyze
-- remedy: create index orders_status_placed_at_idx on orders (status, placed_at); mysql9: 150,104 -> 203, mariadb118: 150,112 -> 216
select o.id, c.full_name, o.total
from orders o join customers c on c.id = o.customer_id
where o.status = 'returned' and o.placed_at >= '2024-12-01' and c.country = 'AT';
