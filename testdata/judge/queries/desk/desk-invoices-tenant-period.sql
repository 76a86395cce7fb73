-- category: composite
-- expert: create index on billing.invoices (tenant_id, issued_on)
select number, amount, currency from billing.invoices where tenant_id = md5('tenant9')::uuid and issued_on between date '2024-01-01' and date '2024-12-31';
