-- Sorted by a column of the second table: the join is written to a temporary table first.
-- shows: mariadb "temporary_table"
select r.id, p.name
from reviews r join products p on p.id = r.product_id
where r.created_at >= '2024-09-01'
order by p.price, r.id;
