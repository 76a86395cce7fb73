-- category: expression
-- expert: create index on users (lower(full_name))
select id from users where lower(full_name) = 'ida fox' and tenant_id = md5('tenant2')::uuid;
