-- Subqueries in HAVING, ORDER BY and GROUP BY.
-- servers: mysql9, mariadb118, mysql56
-- shows: mysql9 "having_subqueries"
-- shows: mysql9 "order_by_subqueries"
-- shows: mysql9 "group_by_subqueries"
select t.agent_id, count(*) as n
from tickets t
where t.priority = 3
group by t.agent_id, (select e.department from employees e where e.id = t.agent_id)
having n > (select count(*) / 1500 from reviews)
order by (select e.hired_on from employees e where e.id = t.agent_id + 1), n;
