-- A condition that is false before anything is read: what stands below is never executed.
-- server: PostgreSQL 15.18
-- explain: analyze
-- setup: prepare gone as select * from products where $1 = 2 order by price;
-- set: plan_cache_mode = force_generic_plan
execute gone(1);
