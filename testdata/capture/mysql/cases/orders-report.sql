-- The dearest returns of the last quarter: a full scan keeps one order in four hundred, for want of an index.
-- servers: mysql9, mariadb118, mariadb1011, mariadb105, mysql56
-- formats: all
-- forms: mysql9, mariadb118
-- shows: v1 "using_filesort": true
select o.id, c.full_name, o.total
from orders o join customers c on c.id = o.customer_id
where o.status = 'returned' and o.placed_at >= '2024-10-01'
order by o.total desc
limit 20;
