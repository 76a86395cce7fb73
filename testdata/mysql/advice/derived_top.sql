select d.customer_id, d.s from (select customer_id, sum(total) s from orders where status='failed' group by customer_id) d where d.s > 900;
