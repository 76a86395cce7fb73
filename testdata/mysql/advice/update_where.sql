update orders set note='y' where customer_id=55 and status='pending';
