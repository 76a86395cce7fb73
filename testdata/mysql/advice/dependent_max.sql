select c.name, (select max(o.total) from orders o where o.customer_id=c.id and o.status='done') m from customers c where c.id between 100 and 120;
