-- category: inequality
-- expert: create index on billing.invoices (amount) where status = 'paid'
select id, number from billing.invoices where amount > 38000 and issued_on > date '2022-01-01' and status = 'paid';
