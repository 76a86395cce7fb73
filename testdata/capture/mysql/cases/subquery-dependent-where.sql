-- A subquery in WHERE that is run again for every row.
-- servers: mysql9, mariadb118, mariadb1011, mariadb105, mysql56
-- shows: v1 "attached_subqueries"
-- shows: v1 "dependent": true
select p.sku
from products p
where p.category_id < 10
  and p.price > (select avg(i.unit_price) + 100 from order_items i where i.order_id = p.id);
