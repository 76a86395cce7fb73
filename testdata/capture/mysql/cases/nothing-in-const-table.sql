-- The one row that is looked for is not there.
-- servers: mysql9, mariadb118, mysql56
-- shows: mysql9 no matching row in const table
select c.email, t.subject from customers c join tickets t on t.customer_id = c.id where c.id = 999999;
