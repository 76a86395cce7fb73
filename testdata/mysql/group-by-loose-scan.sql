-- The greatest of every group straight from an index: the rows between are skipped.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
select warehouse, max(counted_on) from stock_levels group by warehouse;
