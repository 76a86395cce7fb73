-- category: distinct
-- expert: create index on billing.invoices (tenant_id, issued_on desc) include (amount)
select distinct on (tenant_id) tenant_id, issued_on, amount from billing.invoices order by tenant_id, issued_on desc;
