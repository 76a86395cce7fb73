-- IN as a semijoin: the subquery is materialised and looked up.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
-- server: mariadb105 = MariaDB 10.5.23
-- server: mysql56 = MySQL 5.6.24
-- set: optimizer_switch = 'firstmatch=off,loosescan=off'
select c.full_name from customers c
where c.country = 'PL' and c.id in (select o.customer_id from orders o where o.status = 'cancelled' and o.total > 100);
