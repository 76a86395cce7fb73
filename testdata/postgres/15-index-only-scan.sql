-- Only the index is read.
-- server: PostgreSQL 15.18
-- explain: analyze, buffers
select count(*) from reviews where created_at >= '2024-08-01';
