-- category: covering
-- expert: create index on billing.invoices (tenant_id) include (amount)
select sum(amount) from billing.invoices where tenant_id = md5('tenant1')::uuid;
