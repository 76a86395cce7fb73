-- UPDATE of one table, by a full scan.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
-- server: mariadb1011 = MariaDB 10.11.18
-- server: mariadb105 = MariaDB 10.5.23
-- server: mysql56 = MySQL 5.6.24
update orders set note = 'late' where status = 'open' and placed_at < '2024-12-18';
