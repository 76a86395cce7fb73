-- A prepared statement's generic plan: conditions name parameters, not values.
-- explain: analyze
-- setup: prepare of_product(int, int) as select count(*) from reviews where product_id = $1 and rating >= $2;
-- set: plan_cache_mode = force_generic_plan
-- shows: $1
execute of_product(77, 3);
