-- Of a timestamp without time zone the day is immutable.
-- category: expression
-- expert: create index on audit_log (date_trunc('day', logged))
select action, actor_id, target_id from audit_log where date_trunc('day', logged) = timestamp '2025-02-03';
