-- Uncorrelated subqueries are run once; what asks for them names them.
-- server: PostgreSQL 15.18
-- explain: analyze, buffers off
select id, price from products
where price >= (select max(price) from products)
  and category_id in (select id from categories where name = (select 'Category 9'));
