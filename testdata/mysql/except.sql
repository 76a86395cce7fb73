-- EXCEPT and INTERSECT.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
-- server: mariadb105 = MariaDB 10.5.23
select product_id from stock_levels where quantity > 490
except
select product_id from reviews where rating < 3
intersect
select id from products where category_id > 5;
