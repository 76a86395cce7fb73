select * from orders where status='pending' and created_at>='2024-05-01';
