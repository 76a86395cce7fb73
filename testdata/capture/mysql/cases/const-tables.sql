-- Tables of which one row at most can be meant are read before anything else.
-- servers: mysql9, mariadb118, mariadb1011, mariadb105, mysql56
-- shows: v1 "access_type": "const"
select c.email, s.value, n.name, count(t.id)
from customers c
join settings s on s.name = 'language'
left join nothing n on n.id = c.referred_by
left join tickets t on t.customer_id = c.id
where c.email = 'customer4000@example.com';
