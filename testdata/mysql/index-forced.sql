-- An index that is forced: MySQL does not even count what it will find, and says one row.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
select subject from tickets force index (tickets_agent_id_idx) where agent_id between 51 and 89;
