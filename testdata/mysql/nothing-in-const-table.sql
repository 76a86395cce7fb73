-- The one row that is looked for is not there.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
-- server: mysql56 = MySQL 5.6.24
select c.email, t.subject from customers c join tickets t on t.customer_id = c.id where c.id = 999999;
