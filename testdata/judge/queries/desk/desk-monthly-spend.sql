-- category: group
-- expert: create index on billing.invoices (issued_on) include (currency, amount)
select currency, sum(amount) from billing.invoices where issued_on >= date '2025-09-01' group by currency;
