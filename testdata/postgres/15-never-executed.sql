-- A join whose outer side is empty: the inner one never ran.
-- server: PostgreSQL 15.18
-- explain: analyze
select count(*) from customers c join reviews r on r.product_id = c.id where c.id = 0 and c.newsletter;
