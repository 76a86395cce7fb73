-- The dearest returns of the last quarter: a full scan keeps one order in four hundred, for want of an index.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
-- server: mariadb1011 = MariaDB 10.11.18
-- server: mariadb105 = MariaDB 10.5.23
-- server: mysql56 = MySQL 5.6.24
select o.id, c.full_name, o.total
from orders o join customers c on c.id = o.customer_id
where o.status = 'returned' and o.placed_at >= '2024-10-01'
order by o.total desc
limit 20;
