select customer_id,sum(total) s from orders where created_at>='2024-01-01' group by customer_id order by s desc limit 10;
