-- Uncorrelated subqueries are run once; what asks for them names them.
-- explain: analyze, buffers off
-- versions: 15, 18
-- shows: InitPlan 1
select id, price from products
where price >= (select max(price) from products)
  and category_id in (select id from categories where name = (select 'Category 9'));
