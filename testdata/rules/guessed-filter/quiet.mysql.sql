-- The same with a histogram.
-- servers: mysql9
-- formats: v1
-- setup: analyze table orders update histogram on status;
-- cleanup: analyze table orders drop histogram on status;
select c.id from customers c where c.country = 'SE' and c.id in (select customer_id from orders where status = 'open');
