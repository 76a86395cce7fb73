-- DISTINCT over a join, then sorted.
-- shows: v1 "duplicates_removal"
select distinct p.name, p.price + 1 as more
from reviews r join products p on p.id = r.product_id
where r.created_at >= '2024-09-20'
order by more desc;
