-- Window functions over two windows, each with a sort of its own.
-- shows: v1 "windowing"
-- shows: mariadb "window_functions_computation"
select id, department, rank() over (partition by department order by salary desc) as place,
       sum(salary) over (order by hired_on rows between 10 preceding and current row) as running
from employees where id <= 1000;
