-- category: semi-anti
-- expert: create index on audit_log (actor_id)
select u.id, u.email from users u left join audit_log a on a.actor_id = u.id where u.role = 'owner' and a.id is null;
