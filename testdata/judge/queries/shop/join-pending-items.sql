-- category: join
-- expert: create index on orders (status) include (id)
select o.id, i.product_id, i.quantity from orders o join order_items i on i.order_id = o.id where o.status = 'failed';
