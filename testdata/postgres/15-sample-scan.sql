-- A repeatable sample.
-- server: PostgreSQL 15.18
-- explain: analyze, verbose
select avg(total) from orders tablesample system (2) repeatable (42);
