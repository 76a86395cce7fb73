-- REPLACE ... SELECT over a join.
-- formats: v1, v2, tree, plan, analyze
-- shows: v1 "replace": true
replace into settings
select g.name, p.sku from categories g join products p on p.category_id = g.id and p.id < 70 where g.id < 30;
