-- FETCH FIRST WITH TIES, over OFFSET.
-- server: PostgreSQL 15.18
-- explain: analyze
select id, price from products order by price desc offset 5 fetch first 10 rows with ties;
