-- Outer joins to a table with one row, to one without any, and on a condition that cannot be true.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
-- setup: create table only_one (id int, name varchar(10)) engine = myisam; insert into only_one values (1, 'one');
-- setup: create table not_one (id int, name varchar(10)) engine = myisam;
select e.full_name, a.name, b.name, g.name
from employees e
left join only_one a on true
left join not_one b on b.name <> 'x'
left join categories g on g.id > 50 and g.id < 10
where e.department = 'Board' and e.salary > 88000;
