-- Nothing is read, and counted all the same.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
select count(*), max(id) from orders where status = 'open' and 1 = 2
union all
select count(*), 0 from employees where id is null;
