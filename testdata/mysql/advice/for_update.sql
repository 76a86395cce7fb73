select * from orders where customer_id=42 for update;
