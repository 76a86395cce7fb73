-- category: partition
-- expert: create index on usage_events (at)
select name, count(*) from usage_events where at >= '2025-07-07 07:00' and at < '2025-07-07 11:00' group by name;
