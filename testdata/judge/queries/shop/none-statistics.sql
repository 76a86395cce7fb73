-- Estimates of two columns that go together are off; extended statistics mend that, an index does not.
-- category: none
select c.country, count(*) from customers c join orders o on o.customer_id = c.id where o.currency = 'EUR' and o.paid and o.status = 'completed' group by c.country;
