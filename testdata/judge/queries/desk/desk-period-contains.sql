-- category: range-type
-- expert: create index on billing.invoices using gist (period)
select id, amount from billing.invoices where period @> date '2019-01-02';
