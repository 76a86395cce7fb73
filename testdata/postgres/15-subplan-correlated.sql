-- A subquery run again for every row.
-- server: PostgreSQL 15.18
-- explain: analyze
select c.name, (select max(p.price) from products p where p.category_id = c.id) from categories c;
