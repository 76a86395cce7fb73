-- A join whose outer side is empty: the inner one never ran.
-- explain: analyze
-- shows: "Actual Loops": 0
select count(*) from customers c join reviews r on r.product_id = c.id where c.id = 0 and c.newsletter;
