-- category: trigram
-- expert: create index on billing.invoices using gin (memo gin_trgm_ops)
select id, memo from billing.invoices where memo like '%order 4321%';
