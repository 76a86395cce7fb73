-- category: brin
-- expert: create index on events using brin (at)
select count(distinct session) from events where at >= '2025-10-01';
