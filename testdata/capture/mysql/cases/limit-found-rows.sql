-- SQL_CALC_FOUND_ROWS: the LIMIT ends nothing.
-- shows: v2 "count_all_rows"
select sql_calc_found_rows id, subject from tickets where agent_id = 30 limit 5;
