-- category: equality
-- expert: create index on billing.invoices (number)
select * from billing.invoices where number = 'INV-2021-0000002';
