-- A join between latin1 and utf8mb4: every login is converted, and the index of one side cannot serve.
-- servers: mysql9, mariadb118, mariadb1011
select c.id, l.logged_in from customers c join legacy_logins l on l.login = c.email where c.country = 'AT' and l.id < 5000;
