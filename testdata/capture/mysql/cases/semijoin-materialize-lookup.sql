-- IN as a semijoin: the subquery is materialised and looked up.
-- servers: mysql9, mariadb118, mariadb105, mysql56
-- formats: all
-- set: optimizer_switch = 'firstmatch=off,loosescan=off'
-- shows: v1 "<subquery2>"
-- shows: mariadb "<subquery2>"
select c.full_name from customers c
where c.country = 'PL' and c.id in (select o.customer_id from orders o where o.status = 'cancelled' and o.total > 100);
