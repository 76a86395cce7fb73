-- Two subqueries in the select list: one for every row, one once.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
-- server: mariadb105 = MariaDB 10.5.23
select p.sku, (select avg(r.rating) from reviews r where r.product_id = p.id) as stars,
       p.price - (select avg(price) from products) as above
from products p where p.category_id = 7;
