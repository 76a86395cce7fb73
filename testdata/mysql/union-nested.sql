-- Set operations one in another, in parentheses, each with an order and a limit of its own.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
-- server: mariadb1011 = MariaDB 10.11.18
((select customer_id from tickets where priority = 4 order by opened_at limit 50)
  intersect (select customer_id from reviews where rating = 5))
union all
((select id from customers where country = 'CZ') except (select customer_id from orders where total > 30) order by 1 limit 20)
order by 1 desc limit 9;
