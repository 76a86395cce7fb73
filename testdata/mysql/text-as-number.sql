-- A text compared with a number: its index is of no use.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
select id, email from customers where phone = 1555000123;
