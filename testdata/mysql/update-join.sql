-- UPDATE of two tables at once.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
update products p join reviews r on r.product_id = p.id
set p.price = p.price * 0.9, r.body = 'outdated'
where r.rating = 1 and p.category_id in (4, 5);
