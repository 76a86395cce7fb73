-- NOT IN, and IN below an OR: no semijoins; the subqueries are materialised and looked up.
-- servers: mysql9, mariadb118, mariadb1011, mysql56
-- shows: v1 "<materialized_subquery>"
-- shows: mariadb "materialization"
select p.sku
from products p
where p.price > 300 and (p.id in (select s.product_id from stock_levels s where s.quantity > 495) or p.category_id = 3)
  and p.sku not in (select concat('SKU-', lpad(a.id, 5, '0')) from articles a where a.published = 1);
