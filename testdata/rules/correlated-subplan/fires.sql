-- One look into the reviews for each of three thousand products.
-- explain: analyze
-- shows: "Parent Relationship": "SubPlan"
select p.sku, (select avg(r.rating) from reviews r where r.product_id = p.id) as stars
from products p;
