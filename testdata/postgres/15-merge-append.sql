-- Partitions read in the order of an index each, and merged.
-- server: PostgreSQL 15.18
-- explain: analyze
-- setup: create index on visits (customer_id);
select customer_id, visited_at from visits order by customer_id limit 20;
