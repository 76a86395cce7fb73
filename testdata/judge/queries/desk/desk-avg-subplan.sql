-- category: subplan
-- expert: create index on billing.invoices (tenant_id) include (amount)
select i.id, i.amount from billing.invoices i where i.status = 'draft' and i.amount > 5 * (select avg(amount) from billing.invoices a where a.tenant_id = i.tenant_id);
