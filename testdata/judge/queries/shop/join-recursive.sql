-- category: join
-- expert: create index on employees (manager_id)
with recursive team as (
    select id, name, 1 as depth from employees where id = 12
    union all
    select e.id, e.name, t.depth + 1 from employees e join team t on e.manager_id = t.id where t.depth < 3
)
select count(*), max(depth) from team;
