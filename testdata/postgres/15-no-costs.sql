-- COSTS OFF with ANALYZE: actual numbers and no estimate to hold them against.
-- server: PostgreSQL 15.18
-- explain: analyze, costs off, timing off, summary off
select count(*) from products where price > 300;
