-- A rare product, its items, their orders, their customers.
-- category: join
-- expert: create index on order_items (product_id, order_id)
select distinct c.email from customers c join orders o on o.customer_id = c.id join order_items i on i.order_id = o.id where i.product_id = 19876;
