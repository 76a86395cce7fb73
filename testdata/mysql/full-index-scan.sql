-- An index read from end to end, because it holds all that is asked for.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
select count(*) from customers where country like '%E';
