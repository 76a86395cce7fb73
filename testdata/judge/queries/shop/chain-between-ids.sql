-- category: inequality
-- expert: create index on events (at)
select id, kind, path from events where at > '2025-07-01 10:00' and at <= '2025-07-01 14:00';
