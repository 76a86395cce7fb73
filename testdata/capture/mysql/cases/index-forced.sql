-- An index that is forced: MySQL does not even count what it will find, and says one row.
-- shows: v1 "rows_examined_per_scan": 1,
select subject from tickets force index (tickets_agent_id_idx) where agent_id between 51 and 89;
