select c.id from customers c where c.id < 40 and (select o.status from orders o where o.customer_id=c.id order by o.created_at desc limit 1)='failed';
