-- TIMING OFF and SUMMARY OFF: rows and loops, but no time anywhere.
-- server: PostgreSQL 15.18
-- explain: analyze, timing off, summary off
select * from categories order by name;
