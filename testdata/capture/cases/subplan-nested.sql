-- An InitPlan inside a correlated SubPlan: it has loops of its own.
-- explain: analyze, verbose
-- shows: InitPlan
select c.id, (
    select count(*) from products p
    where p.category_id = c.id
      and p.price > (select avg(r.rating) * 50 from reviews r where r.product_id = c.id)
)
from categories c where c.parent_id = 2;
