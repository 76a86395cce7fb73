-- category: inet
-- expert: create index on audit_log (ip)
select logged, actor_id from audit_log where ip = '10.30.1.7';
