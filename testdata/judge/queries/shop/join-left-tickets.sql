-- category: join
-- expert: create index on tickets (order_id)
-- expert: create index on orders (customer_id)
select o.id, o.total, t.subject from orders o left join tickets t on t.order_id = o.id where o.customer_id = 90;
