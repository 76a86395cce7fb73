-- Neither side has an index on what they are joined by: a hash join in MySQL, a join buffer in MariaDB.
-- servers: mysql9, mariadb118, mariadb105, mysql56
-- formats: all
-- shows: v1 "using_join_buffer"
-- shows: tree hash join
-- shows: mariadb "block-nl-join"
select c.full_name, o.total
from customers c join orders o on o.customer_id = c.id + 0
where c.country = 'SE' and c.city = 'City 38' and o.status = 'returned';
