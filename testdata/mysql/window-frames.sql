-- Windows that share an order and windows that do not, frames that need a buffer, over grouped rows, sorted again.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
select department, year(hired_on) as since, sum(salary) as paid,
       row_number() over w as place,
       lag(sum(salary)) over w as before_it,
       ntile(4) over (order by sum(salary)) as quarter,
       avg(sum(salary)) over (partition by department rows between 1 preceding and 1 following) as smooth,
       percent_rank() over (partition by year(hired_on) order by sum(salary)) as percentile
from employees
group by department, year(hired_on)
window w as (partition by department order by year(hired_on))
order by paid desc;
