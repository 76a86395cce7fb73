-- UNION ALL.
-- server: PostgreSQL 15.18
-- explain: analyze
select name from categories union all select name from stores where id < 50;
