-- Groups with their sums, some over distinct values, and a group_concat.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
select department, hired_on > '2015-01-01' as young, count(distinct manager_id), sum(salary),
       group_concat(full_name order by id separator ', ')
from employees where id < 500
group by department, young with rollup;
