select c.id, o.total from customers c left join orders o on o.customer_id=c.id and o.status='pending' where c.id < 50;
