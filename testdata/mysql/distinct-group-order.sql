-- Everything at once: grouped, duplicates removed, sorted, limited.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
select distinct count(*) as orders, max(total) as most from orders where total > 700 group by customer_id order by most desc, orders limit 15;
