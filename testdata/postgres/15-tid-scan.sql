-- Rows by their place in the table.
-- server: PostgreSQL 15.18
-- explain: analyze
select id, rating from reviews where ctid = any (array['(0,1)', '(7,7)']::tid[]);
