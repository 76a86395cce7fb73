-- A deep page: thirty thousand rows are read to be skipped.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
select id, created_at from events order by id limit 20 offset 30000;
