-- No table at all, but a subquery.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
select 1 + 1, (select max(salary) from employees);
