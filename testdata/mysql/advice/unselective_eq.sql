select * from orders where status='done';
