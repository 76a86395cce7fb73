select c.name, p.name from customers c join orders o on o.customer_id=c.id join order_items i on i.order_id=o.id join products p on p.id=i.product_id where c.email='Customer77@Example.com';
