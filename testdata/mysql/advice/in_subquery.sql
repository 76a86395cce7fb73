select * from customers where id in (select customer_id from orders where total>1000);
