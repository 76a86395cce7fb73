-- IN as a semijoin: the subquery is materialised, scanned, and leads into the outer table.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
-- set: optimizer_switch = 'firstmatch=off,loosescan=off'
select c.full_name from customers c
where c.id in (select o.customer_id from orders o where o.status = 'returned' and o.total > 905);
