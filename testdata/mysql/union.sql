-- UNION: a temporary table takes the duplicates out.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
-- server: mariadb105 = MariaDB 10.5.23
-- server: mysql56 = MySQL 5.6.24
select customer_id from orders where status = 'open' and total > 850
union
select customer_id from tickets where state = 'waiting' and priority = 1;
