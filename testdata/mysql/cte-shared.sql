-- A CTE read twice: materialised once.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
with spent as (
    select customer_id, sum(total) as total, count(*) as orders from orders group by customer_id
)
select a.customer_id, a.total
from spent a
where a.total > (select avg(total) * 3 from spent b);
