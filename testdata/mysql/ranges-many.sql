-- A list of values over two columns of an index: as many ranges as pairs.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
select warehouse, quantity from stock_levels
where warehouse in (1, 3) and counted_on in ('2024-01-01', '2024-02-01', '2024-03-01', '2024-04-01', '2024-05-01') and product_id > 20;
