-- A subquery run again for every row.
-- explain: analyze
-- shows: "Subplan Name": "SubPlan 1"
select c.name, (select max(p.price) from products p where p.category_id = c.id) from categories c;
