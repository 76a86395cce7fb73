-- LIMIT 0, HAVING that cannot be true, and partitions of which none is left.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
select (select c.id from customers c limit 0) as a,
       (select count(*) from visits v where v.visited_on > '2030-01-01') as b,
       (select count(*) from employees e having 1 = 2) as c,
       (select max(t.priority) from tickets t where t.opened_at < '1999-01-01') as d;
