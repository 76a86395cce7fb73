-- A derived table is written to a temporary one and looked up by a key the server adds to it.
-- servers: mysql9, mariadb118, mariadb105, mysql56
-- formats: all
-- shows: v1 "materialized_from_subquery"
-- shows: mariadb "materialized"
select c.full_name, t.spent
from customers c
join (select customer_id, sum(total) as spent from orders group by customer_id) t on t.customer_id = c.id
where c.country = 'AT' and c.city = 'City 1';
