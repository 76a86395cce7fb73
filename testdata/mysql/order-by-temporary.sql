-- Sorted by a column of the second table: the join is written to a temporary table first.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
select r.id, p.name
from reviews r join products p on p.id = r.product_id
where r.created_at >= '2024-09-01'
order by p.price, r.id;
