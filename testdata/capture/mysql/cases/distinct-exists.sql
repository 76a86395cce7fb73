-- DISTINCT of one table's columns: of the other table one match is enough.
-- shows: v1 "distinct": true
select distinct c.country from customers c join tickets t on t.customer_id = c.id where c.id < 500;
