-- A union over an intersection.
-- servers: mysql9, mariadb118, mysql56
-- formats: all
select id, subject from tickets where (agent_id = 44 and priority = 7) or customer_id = 900;
