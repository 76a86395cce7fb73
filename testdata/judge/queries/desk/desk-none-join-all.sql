-- category: none
select t.plan, count(*), count(u.last_login_at), count(u.deleted_at), max(u.full_name), max(u.email) from users u join tenants t on t.id = u.tenant_id group by t.plan;
