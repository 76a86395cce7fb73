-- category: join
-- expert: create index on employees (manager_id)
select m.name, e.name from employees m join employees e on e.manager_id = m.id where m.id between 40 and 60;
