-- A derived table is written to a temporary one and looked up by a key the server adds to it.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
-- server: mariadb105 = MariaDB 10.5.23
-- server: mysql56 = MySQL 5.6.24
select c.full_name, t.spent
from customers c
join (select customer_id, sum(total) as spent from orders group by customer_id) t on t.customer_id = c.id
where c.country = 'AT' and c.city = 'City 1';
