-- A text compared with a number: its index is of no use.
select id, email from customers where phone = 1555000123;
