-- The inner side has an equality of its own.
-- category: join
-- expert: create index on orders (customer_id, status)
-- expert: create index on customers (country, id) where vip
select c.id, o.id, o.total from customers c join orders o on o.customer_id = c.id where c.vip and c.country = 'US' and o.status = 'returned';
