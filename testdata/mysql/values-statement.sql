-- VALUES as a table, with an order.
-- server: mysql9 = MySQL 9.7.4
select v.column_0, p.name from (values row(1, 'a'), row(7, 'b'), row(9, 'c')) v join products p on p.id = v.column_0;
