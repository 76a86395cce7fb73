-- A repeatable sample.
-- explain: analyze, verbose
-- shows: "Sampling Method"
-- shows: "Repeatable Seed"
select avg(total) from orders tablesample system (2) repeatable (42);
