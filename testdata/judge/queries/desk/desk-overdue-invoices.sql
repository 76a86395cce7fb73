-- category: partial
-- expert: create index on billing.invoices (due_on) where status = 'open'
select id, tenant_id, amount from billing.invoices where status = 'open' and paid_on is null and due_on < date '2020-01-01';
