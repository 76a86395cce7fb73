-- REPLACE ... SELECT over a join.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
replace into settings
select g.name, p.sku from categories g join products p on p.category_id = g.id and p.id < 70 where g.id < 30;
