-- All orders of a status sorted, without a limit.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
select id, placed_at, total from orders where status = 'cancelled' order by total desc, id;
