-- Subqueries of other kinds: ANY with an operator, ARRAY, a row comparison.
-- explain: analyze
-- shows: SubPlan
select c.id,
       c.id > all (select p.category_id from products p where p.id < c.id),
       array(select p.id from products p where p.category_id = c.id and p.price > 390),
       (c.id, c.name) = (select p.category_id, p.name from products p where p.id = c.id)
from categories c where c.id < 10;
