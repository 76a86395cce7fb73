-- A temporary table as well, of four groups.
-- formats: v1, v2-analyze, analyze
-- shows: v1 "using_temporary_table": true
-- shows: mariadb "temporary_table"
select agent_id, count(*) from tickets where priority = 3 and agent_id < 5 group by agent_id order by count(*);
