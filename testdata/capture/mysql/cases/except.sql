-- EXCEPT and INTERSECT.
-- servers: mysql9, mariadb118, mariadb105
select product_id from stock_levels where quantity > 490
except
select product_id from reviews where rating < 3
intersect
select id from products where category_id > 5;
