-- Different values straight from an index, and their number.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
select distinct warehouse, (select count(distinct warehouse, counted_on) from stock_levels) as days from stock_levels;
