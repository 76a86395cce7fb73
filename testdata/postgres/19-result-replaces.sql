-- A Result says what it replaces, new in 19.
-- server: PostgreSQL 19rc1
-- explain: analyze, buffers off
select max(created_at), (select count(*) from stores where false) from reviews;
