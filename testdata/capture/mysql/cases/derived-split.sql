-- MariaDB pushes the join into the derived table: a group for every row instead of all groups once.
-- servers: mariadb118, mariadb1011, mariadb105
-- shows: mariadb "lateral": 1
select c.full_name, t.n
from customers c
join (select customer_id, count(*) as n, max(opened_at) as latest from tickets group by customer_id) t on t.customer_id = c.id
where c.country = 'SE' and c.city = 'City 38';
