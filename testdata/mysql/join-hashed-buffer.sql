-- MariaDB's hash join, which it does not do by default.
-- server: mariadb118 = MariaDB 11.8.6
-- server: mariadb105 = MariaDB 10.5.23
-- mariadb: set join_cache_level = 4;
select c.full_name, o.total
from customers c join orders o on o.customer_id = c.id
where c.country = 'SE' and c.city = 'City 38' and o.status = 'returned';
