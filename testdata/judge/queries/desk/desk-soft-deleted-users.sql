-- category: partial
-- expert: create index on users (tenant_id, created_at desc) where deleted_at is null
select id, full_name from users where tenant_id = md5('tenant1')::uuid and deleted_at is null order by created_at desc limit 25;
