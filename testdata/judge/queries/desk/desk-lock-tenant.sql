-- category: dml
-- expert: create index on billing.invoices (tenant_id) where status = 'draft'
select id from billing.invoices where tenant_id = md5('tenant2')::uuid and status = 'draft' order by id for update;
