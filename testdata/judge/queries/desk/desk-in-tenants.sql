-- category: in
-- expert: create index on billing.invoices (tenant_id, status)
select id, amount from billing.invoices where tenant_id in (md5('tenant801')::uuid, md5('tenant802')::uuid, md5('tenant803')::uuid) and status = 'paid';
