-- category: composite
-- expert: create index on orders (warehouse_id, channel, currency, created_at)
select id, total from orders where warehouse_id = 14 and channel = 'phone' and currency = 'USD' and created_at >= '2025-06-01';
