select * from orders where date(created_at)='2023-03-05';
