-- Groups in a temporary table, then sorted: no index has their order.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
-- server: mariadb1011 = MariaDB 10.11.18
-- server: mariadb105 = MariaDB 10.5.23
-- server: mysql56 = MySQL 5.6.24
select channel, status, count(*), sum(total) from orders group by channel, status order by sum(total) desc;
