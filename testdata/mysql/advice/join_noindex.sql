select o.id,c.name from customers c join orders o on o.customer_id=c.id where c.country='JP' and c.status='blocked';
