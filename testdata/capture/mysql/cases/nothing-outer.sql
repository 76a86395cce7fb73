-- Outer joins to a table with one row, to one without any, and on a condition that cannot be true.
-- setup: create table only_one (id int, name varchar(10)) engine = myisam; insert into only_one values (1, 'one');
-- setup: create table not_one (id int, name varchar(10)) engine = myisam;
-- cleanup: drop table only_one, not_one;
-- shows: v1 "access_type": "system"
-- shows: v1 "const_row_not_found": true
-- shows: v1 "impossible_on_condition": true
-- shows: mariadb "const_row_not_found": true
-- shows: mariadb "impossible_on_condition": true
select e.full_name, a.name, b.name, g.name
from employees e
left join only_one a on true
left join not_one b on b.name <> 'x'
left join categories g on g.id > 50 and g.id < 10
where e.department = 'Board' and e.salary > 88000;
