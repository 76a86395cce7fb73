-- Groups in the order of an index: neither a temporary table nor a sort.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
select customer_id, count(*) from tickets group by customer_id having count(*) > 12;
