-- Several columns set from one subquery.
-- server: PostgreSQL 15.18
-- explain: analyze
update categories c
set (name, parent_id) = (select max(p.name), c.parent_id from products p where p.category_id = c.id)
where c.id < 20;
