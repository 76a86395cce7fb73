-- Groups with their sums, some over distinct values, and a group_concat.
-- shows: tree rollup
select department, hired_on > '2015-01-01' as young, count(distinct manager_id), sum(salary),
       group_concat(full_name order by id separator ', ')
from employees where id < 500
group by department, young with rollup;
