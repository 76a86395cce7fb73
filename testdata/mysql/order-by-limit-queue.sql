-- Sorted for a few rows only: a priority queue.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
-- server: mariadb105 = MariaDB 10.5.23
select id, total from orders order by total desc, placed_at limit 10;
