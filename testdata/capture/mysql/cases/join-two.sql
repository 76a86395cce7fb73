-- A range of one table, and for each of its rows a lookup by the other's primary key.
-- formats: all
-- shows: v1 "access_type": "eq_ref"
select r.rating, p.name
from reviews r join products p on p.id = r.product_id
where r.created_at >= '2024-09-20' and p.price > 100;
