-- Subqueries in HAVING, ORDER BY and GROUP BY.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
-- server: mysql56 = MySQL 5.6.24
select t.agent_id, count(*) as n
from tickets t
where t.priority = 3
group by t.agent_id, (select e.department from employees e where e.id = t.agent_id)
having n > (select count(*) / 1500 from reviews)
order by (select e.hired_on from employees e where e.id = t.agent_id + 1), n;
