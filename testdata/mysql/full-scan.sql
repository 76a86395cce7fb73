-- One full scan with a filter, and an index nowhere: what the other formats make of the same statement.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
-- server: mysql56 = MySQL 5.6.24
select id, total from orders where status = 'returned' and total > 900;
