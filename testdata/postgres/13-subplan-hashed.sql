-- NOT IN over a hashed subquery, and EXISTS of which the planner chose the hashed alternative.
-- server: PostgreSQL 13.16
-- explain: analyze, verbose, buffers off
select id from categories c
where id not in (select category_id from products where price > 404)
   or exists (select from products p where p.category_id = c.id and p.price < 6);
