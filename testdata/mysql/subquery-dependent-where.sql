-- A subquery in WHERE that is run again for every row.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
-- server: mariadb1011 = MariaDB 10.11.18
-- server: mariadb105 = MariaDB 10.5.23
-- server: mysql56 = MySQL 5.6.24
select p.sku
from products p
where p.category_id < 10
  and p.price > (select avg(i.unit_price) + 100 from order_items i where i.order_id = p.id);
