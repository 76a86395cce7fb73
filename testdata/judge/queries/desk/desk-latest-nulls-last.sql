-- category: order-limit
-- expert: create index on users (tenant_id, last_login_at desc nulls last)
select id, full_name, last_login_at from users where tenant_id = md5('tenant1')::uuid order by last_login_at desc nulls last limit 20;
