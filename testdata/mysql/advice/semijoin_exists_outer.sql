select c.name from customers c where c.country='JP' and c.status='blocked' and exists (select 1 from orders o where o.customer_id=c.id);
