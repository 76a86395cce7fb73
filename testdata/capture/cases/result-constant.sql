-- No table at all.
-- explain: analyze
select 1 + 1 as two, now();
