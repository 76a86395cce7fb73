-- The least and the greatest out of indexes, before the plan is even made.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
select min(opened_at), max(opened_at) from tickets;
