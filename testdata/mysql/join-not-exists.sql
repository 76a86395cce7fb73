-- Rows without a partner, asked for by an outer join: it stops at the first match.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
select p.sku from products p left join reviews r on r.product_id = p.id and r.rating = 5 where r.id is null and p.price > 390;
