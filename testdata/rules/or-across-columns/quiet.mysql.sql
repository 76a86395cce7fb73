-- Both sides have an index, and the server uses both.
-- formats: v1, v2-analyze, analyze
select id, subject from tickets where customer_id = 4711 or agent_id = 17;
