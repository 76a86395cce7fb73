-- NOT IN, and IN below an OR: no semijoins; the subqueries are materialised and looked up.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
-- server: mariadb1011 = MariaDB 10.11.18
-- server: mysql56 = MySQL 5.6.24
select p.sku
from products p
where p.price > 300 and (p.id in (select s.product_id from stock_levels s where s.quantity > 495) or p.category_id = 3)
  and p.sku not in (select concat('SKU-', lpad(a.id, 5, '0')) from articles a where a.published = 1);
