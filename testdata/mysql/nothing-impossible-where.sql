-- A condition that cannot be true.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
select id from customers where country = 'AT' and 1 = 0;
