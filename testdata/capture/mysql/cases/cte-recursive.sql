-- Everybody below one manager, by a recursive CTE.
-- servers: mysql9, mariadb118, mariadb1011, mariadb105
-- formats: all
-- shows: v1 "recursive": true
-- shows: mariadb "recursive_union"
with recursive team as (
    select id, full_name, 1 as level from employees where id = 40
    union all
    select e.id, e.full_name, t.level + 1 from team t join employees e on e.manager_id = t.id
)
select level, count(*) from team group by level;
