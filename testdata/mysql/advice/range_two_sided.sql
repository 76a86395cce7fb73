select * from orders where created_at >= '2023-02-01' and created_at < '2023-02-03' and total > 500;
