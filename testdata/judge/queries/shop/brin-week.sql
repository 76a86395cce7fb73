-- A week of rows in the order of insertion. A btree finds them, too, at a thousand times the size: either is right.
-- category: brin
-- expert: create index on events using brin (at) with (pages_per_range = 16)
select kind, count(*), avg(duration_ms) from events where at >= '2025-04-01' and at < '2025-04-15' group by kind;
