-- DISTINCT over a join, then sorted.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
select distinct p.name, p.price + 1 as more
from reviews r join products p on p.id = r.product_id
where r.created_at >= '2024-09-20'
order by more desc;
