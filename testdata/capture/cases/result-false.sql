-- A condition that is false before anything is read: what stands below is never executed.
-- explain: analyze
-- setup: prepare gone as select * from products where $1 = 2 order by price;
-- set: plan_cache_mode = force_generic_plan
-- shows: "One-Time Filter"
-- shows: "Actual Loops": 0
execute gone(1);
