-- MariaDB's hash join, which it does not do by default.
-- servers: mariadb118, mariadb105
-- mariadb: set join_cache_level = 4;
-- shows: mariadb "BNLH"
-- shows: mariadb #hash#
select c.full_name, o.total
from customers c join orders o on o.customer_id = c.id
where c.country = 'SE' and c.city = 'City 38' and o.status = 'returned';
