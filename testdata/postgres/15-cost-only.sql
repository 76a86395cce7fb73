-- A plan without ANALYZE: estimates and nothing else.
-- server: PostgreSQL 15.18
select c.name, count(*)
from products p
join categories c on c.id = p.category_id
group by c.name;
