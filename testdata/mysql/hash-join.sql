-- Neither side has an index on what they are joined by: a hash join in MySQL, a join buffer in MariaDB.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
-- server: mariadb105 = MariaDB 10.5.23
-- server: mysql56 = MySQL 5.6.24
select c.full_name, o.total
from customers c join orders o on o.customer_id = c.id + 0
where c.country = 'SE' and c.city = 'City 38' and o.status = 'returned';
