select c.country, count(*) from orders o join customers c on c.id=o.customer_id where o.created_at >= '2024-09-20' group by c.country;
