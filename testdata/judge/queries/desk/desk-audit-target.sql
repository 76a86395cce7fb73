-- category: composite
-- expert: create index on audit_log (target_id)
select logged, actor_id, action from audit_log where target_type = 'ticket' and target_id = md5('ticket9')::uuid order by logged;
