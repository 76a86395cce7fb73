-- Ranges of two indexes, sorted and put together.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
-- server: mariadb1011 = MariaDB 10.11.18
-- server: mariadb105 = MariaDB 10.5.23
select id, subject from tickets where opened_at >= '2023-04-01' or customer_id between 20 and 60;
