-- Partitions left out when execution starts, as the parameter is known only then.
-- server: PostgreSQL 18.6
-- explain: analyze, buffers off
-- set: plan_cache_mode = force_generic_plan
-- setup: prepare day(timestamptz) as select count(*) from visits
-- setup: where visited_at >= $1 and visited_at < $1 + interval '1 day';
execute day('2024-08-08');
