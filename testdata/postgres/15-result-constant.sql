-- No table at all.
-- server: PostgreSQL 15.18
-- explain: analyze
select 1 + 1 as two, now();
