-- A plan without ANALYZE: estimates and nothing else.
select c.name, count(*)
from products p
join categories c on c.id = p.category_id
group by c.name;
