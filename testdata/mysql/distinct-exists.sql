-- DISTINCT of one table's columns: of the other table one match is enough.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
select distinct c.country from customers c join tickets t on t.customer_id = c.id where c.id < 500;
