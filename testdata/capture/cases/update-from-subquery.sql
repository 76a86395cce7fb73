-- Several columns set from one subquery.
-- explain: analyze
-- shows: SubPlan
update categories c
set (name, parent_id) = (select max(p.name), c.parent_id from products p where p.category_id = c.id)
where c.id < 20;
