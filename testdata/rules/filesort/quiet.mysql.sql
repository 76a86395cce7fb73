-- A sort of the few rows that an index found.
-- formats: v1, v2-analyze, analyze
-- shows: v1 "using_filesort": true
select id, subject, opened_at from tickets where agent_id = 44 order by opened_at;
