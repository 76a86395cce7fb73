-- category: group
-- expert: create index on events (at)
select kind, count(*) from events where at >= '2025-03-01' and at < '2025-03-03' group by kind;
