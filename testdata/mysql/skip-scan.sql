-- The first column of the index is not asked for: its few values are gone through one by one.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
select warehouse, counted_on from stock_levels where counted_on > '2024-10-20';
