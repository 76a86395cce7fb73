-- A join between latin1 and utf8mb4: every login is converted, and the index of one side cannot serve.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
-- server: mariadb1011 = MariaDB 10.11.18
select c.id, l.logged_in from customers c join legacy_logins l on l.login = c.email where c.country = 'AT' and l.id < 5000;
