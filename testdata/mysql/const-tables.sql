-- Tables of which one row at most can be meant are read before anything else.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
-- server: mariadb1011 = MariaDB 10.11.18
-- server: mariadb105 = MariaDB 10.5.23
-- server: mysql56 = MySQL 5.6.24
select c.email, s.value, n.name, count(t.id)
from customers c
join settings s on s.name = 'language'
left join nothing n on n.id = c.referred_by
left join tickets t on t.customer_id = c.id
where c.email = 'customer4000@example.com';
