-- Outer, semi and anti joins without an index.
-- shows: tree Left hash join
select e.id, s.name
from employees e left join stores s on s.name = e.full_name
where e.department = 'Board'
  and not exists (select 1 from articles a where a.published = e.id % 2 and a.author_id + 0 = e.salary);
