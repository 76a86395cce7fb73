-- SQL_CALC_FOUND_ROWS: the LIMIT ends nothing.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
select sql_calc_found_rows id, subject from tickets where agent_id = 30 limit 5;
