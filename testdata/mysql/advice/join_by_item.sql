select o.id from products p join order_items oi on oi.product_id=p.id join orders o on o.id=oi.order_id where p.sku='SKU-000123';
