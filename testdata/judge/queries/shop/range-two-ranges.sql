-- Only one range can be a bound of a scan; the other filters inside the index.
-- category: composite
-- expert: create index on orders (total, created_at) include (id, customer_id)
select id, customer_id from orders where total > 2300 and created_at < '2022-06-01';
