-- IN as a semijoin: the subquery is materialised, scanned, and leads into the outer table.
-- set: optimizer_switch = 'firstmatch=off,loosescan=off'
-- shows: v1 "<subquery2>"
select c.full_name from customers c
where c.id in (select o.customer_id from orders o where o.status = 'returned' and o.total > 905);
