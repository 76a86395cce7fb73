-- category: equality
-- expert: create index on audit_log (actor_id)
select action, target_type, target_id, logged from audit_log where actor_id = md5('user77000')::uuid;
