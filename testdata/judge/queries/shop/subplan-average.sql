-- category: subplan
-- expert: create index on reviews (product_id) include (rating)
select r.id, r.rating from reviews r where r.product_id between 1000 and 1010 and r.rating > (select avg(rating) from reviews x where x.product_id = r.product_id);
