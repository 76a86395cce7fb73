-- category: equality
-- expert: create index on audit_log (action)
select id, actor_id, ip from audit_log where action = 'login_denied';
