-- Window functions over two windows, each with a sort of its own.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
select id, department, rank() over (partition by department order by salary desc) as place,
       sum(salary) over (order by hired_on rows between 10 preceding and current row) as running
from employees where id <= 1000;
