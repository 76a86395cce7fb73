-- category: subplan
-- expert: create index on tickets (requester_id, created_at desc)
-- expert: create index on users (tenant_id)
select u.id, (select t.subject from tickets t where t.requester_id = u.id order by t.created_at desc limit 1) from users u where u.tenant_id = md5('tenant300')::uuid;
