-- IN as a semijoin along an index, of which only the first row of each value is taken.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
-- server: mysql56 = MySQL 5.6.24
-- set: optimizer_switch = 'materialization=off,firstmatch=off'
select p.id, p.name from products p where p.id in (select s.product_id from stock_levels s);
