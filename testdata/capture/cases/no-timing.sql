-- TIMING OFF and SUMMARY OFF: rows and loops, but no time anywhere.
-- explain: analyze, timing off, summary off
-- shows: "Actual Rows": 60
select * from categories order by name;
