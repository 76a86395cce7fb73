-- A few customers asked for, many orders to look into.
-- category: semi-anti
-- expert: create index on customers (created_at)
-- expert: create index on orders (customer_id)
select id, email from customers c where created_at >= '2025-09-25' and not exists (select 1 from orders o where o.customer_id = c.id);
