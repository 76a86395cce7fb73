-- UNION takes duplicates out by hashing.
-- server: PostgreSQL 15.18
-- explain: analyze
select city from customers where id < 200 union select region from customers where id < 200;
