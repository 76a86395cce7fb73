-- category: pattern
-- expert: create index on billing.invoices (number varchar_pattern_ops)
select id, amount from billing.invoices where number like 'INV-2023-00004%';
