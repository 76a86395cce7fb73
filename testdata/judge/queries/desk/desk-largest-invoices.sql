-- category: order-limit
-- expert: create index on billing.invoices (currency, amount desc)
select id, number, amount from billing.invoices where currency = 'GBP' order by amount desc limit 10;
