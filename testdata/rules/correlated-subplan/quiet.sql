-- The same for one category: fifty looks.
-- explain: analyze
-- shows: "Parent Relationship": "SubPlan"
select p.sku, (select avg(r.rating) from reviews r where r.product_id = p.id) as stars
from products p
where p.category_id = 7;
