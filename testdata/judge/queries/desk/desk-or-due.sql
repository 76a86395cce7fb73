-- category: or
-- expert: create index on billing.invoices (due_on) where status = 'overdue'
-- expert: create index on billing.invoices (amount)
select id, number from billing.invoices where (status = 'overdue' and due_on < date '2019-06-01') or amount > 39500;
