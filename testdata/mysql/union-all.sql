-- UNION ALL needs no temporary table.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
select id, subject from tickets where agent_id = 3 and priority = 50
union all
select id, full_name from employees where manager_id = 30;
