select * from orders where created_at between '2023-01-01' and '2023-01-08';
