-- Comparisons with ALL and ANY, and a row.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
select p.sku from products p
where p.price >= all (select q.price from products q where q.category_id = 5)
   or p.price = any (select max(unit_price) from order_items)
   or (p.category_id, p.price) = (select category_id, min(price) from products where id < 50 group by category_id order by 2 limit 1);
