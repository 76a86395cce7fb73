select o.id, c.name from orders o join customers c on c.id=o.customer_id where o.status='pending' order by o.created_at desc limit 10;
