-- Four tables, one of them joined by nothing.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
select s.name, e.full_name, g.name
from stores s
join employees e on e.id = s.id
join products p on p.id = s.id
cross join settings t
left join categories g on g.id = p.category_id
where s.id between 10 and 400 and t.value <> 'DE';
