-- A prepared statement's generic plan: conditions name parameters, not values.
-- server: PostgreSQL 15.18
-- explain: analyze
-- setup: prepare of_product(int, int) as select count(*) from reviews where product_id = $1 and rating >= $2;
-- set: plan_cache_mode = force_generic_plan
execute of_product(77, 3);
