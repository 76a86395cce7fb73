-- A CTE that is a union, read twice and joined to itself.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
select a.id, b.kind
from (select 1 as one) x
join (with latest as (select customer_id as id, kind from events where id > 39500 union all select customer_id, state from tickets where id > 59500)
      select l.id, r.kind from latest l join latest r on r.id = l.id and r.kind > l.kind) b
join customers a on a.id = b.id;
