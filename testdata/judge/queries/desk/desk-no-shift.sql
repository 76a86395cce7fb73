-- category: semi-anti
-- expert: create index on users (tenant_id)
-- expert: create index on shifts (user_id)
select u.id, u.full_name from users u where u.tenant_id = md5('tenant4')::uuid and u.role = 'agent' and not exists (select 1 from shifts s where s.user_id = u.id);
