-- category: join
-- small
-- expert: create index on tenants (slug)
-- expert: create index on users (tenant_id)
select u.id, u.full_name from tenants t join users u on u.tenant_id = t.id where t.slug = 'company-640';
