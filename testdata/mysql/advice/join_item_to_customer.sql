select c.name from products p join order_items i on i.product_id=p.id join orders o on o.id=i.order_id join customers c on c.id=o.customer_id where p.price=77 and o.status='pending';
