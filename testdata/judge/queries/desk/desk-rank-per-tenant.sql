-- category: window
-- expert: create index on billing.invoices (tenant_id, issued_on) include (amount)
select tenant_id, issued_on, amount, sum(amount) over (partition by tenant_id order by issued_on) from billing.invoices;
