select c.name,p.sku,oi.qty from customers c join orders o on o.customer_id=c.id join order_items oi on oi.order_id=o.id join products p on p.id=oi.product_id where c.id=17;
