-- category: join
-- expert: create index on tenants (region) where plan = 'enterprise'
-- expert: create index on billing.invoices (tenant_id) include (amount, issued_on)
select t.slug, sum(i.amount) from tenants t join billing.invoices i on i.tenant_id = t.id where t.plan = 'enterprise' and t.region = 'ap' and i.issued_on >= date '2025-06-01' group by t.slug;
