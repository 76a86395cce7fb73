-- UPDATE of two tables at once.
-- formats: v1, v2, v2-analyze, tree, tree-analyze, plan, analyze
update products p join reviews r on r.product_id = p.id
set p.price = p.price * 0.9, r.body = 'outdated'
where r.rating = 1 and p.category_id in (4, 5);
