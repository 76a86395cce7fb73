-- Two indexes are read and intersected: 900 entries for one row.
-- formats: v1, v2-analyze, analyze
-- shows: v1 intersect(
-- shows: mariadb "index_merge"
-- remedy: create index tickets_agent_id_priority_idx on tickets (agent_id, priority); mysql9: 907 -> 2, mariadb118: 906 -> 25
select id, subject from tickets where agent_id = 44 and priority = 7;
