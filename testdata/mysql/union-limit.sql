-- A query in parentheses within a query, each with an order and a limit.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
(select id, email from customers where country = 'FR' order by email desc limit 40) order by id limit 5;
