-- category: subplan
-- expert: create index on orders (customer_id, created_at)
select c.id, (select max(o.created_at) from orders o where o.customer_id = c.id) as latest from customers c where c.id between 20000 and 20100;
