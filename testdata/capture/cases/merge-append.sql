-- Partitions read in the order of an index each, and merged.
-- explain: analyze
-- setup: create index on visits (customer_id);
-- shows: "Node Type": "Merge Append"
select customer_id, visited_at from visits order by customer_id limit 20;
