-- A union over an intersection.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
-- server: mysql56 = MySQL 5.6.24
select id, subject from tickets where (agent_id = 44 and priority = 7) or customer_id = 900;
