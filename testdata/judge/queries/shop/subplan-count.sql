-- category: subplan
-- small
-- expert: create index on reviews (product_id)
select p.id, p.name, (select count(*) from reviews r where r.product_id = p.id) as reviews from products p where p.id between 500 and 560;
