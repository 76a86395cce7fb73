-- OR across two columns with an index each: both are read and their rows put together.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
-- server: mariadb105 = MariaDB 10.5.23
select id, subject from tickets where customer_id = 4711 or agent_id = 17;
