select c.name, d.n from customers c join (select customer_id, count(*) n from orders where channel=1 and status='pending' group by customer_id) d on d.customer_id=c.id;
