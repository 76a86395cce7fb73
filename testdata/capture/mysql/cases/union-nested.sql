-- Set operations one in another, in parentheses, each with an order and a limit of its own.
-- servers: mysql9, mariadb118, mariadb1011
-- formats: all
-- shows: v1 "intersect_result"
-- shows: v1 "except_result"
((select customer_id from tickets where priority = 4 order by opened_at limit 50)
  intersect (select customer_id from reviews where rating = 5))
union all
((select id from customers where country = 'CZ') except (select customer_id from orders where total > 30) order by 1 limit 20)
order by 1 desc limit 9;
