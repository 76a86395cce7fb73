-- In the order of an index, backwards; no sort.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
select id, created_at, body from reviews order by created_at desc limit 30;
