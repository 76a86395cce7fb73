-- category: join
-- small
-- expert: create index on customers (city)
-- expert: create index on orders (customer_id)
select c.name, o.id, o.total from customers c join orders o on o.customer_id = c.id where c.city = 'City 2203';
