-- category: lateral
-- small
-- expert: create index on billing.invoices (tenant_id, amount desc)
select t.slug, i.number, i.amount from tenants t cross join lateral (select number, amount from billing.invoices where tenant_id = t.id order by amount desc limit 3) i where t.plan = 'enterprise';
