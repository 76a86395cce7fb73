-- Everybody below one manager, by a recursive CTE.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
-- server: mariadb1011 = MariaDB 10.11.18
-- server: mariadb105 = MariaDB 10.5.23
with recursive team as (
    select id, full_name, 1 as level from employees where id = 40
    union all
    select e.id, e.full_name, t.level + 1 from team t join employees e on e.manager_id = t.id
)
select level, count(*) from team group by level;
