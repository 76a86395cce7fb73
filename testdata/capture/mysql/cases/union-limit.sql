-- A query in parentheses within a query, each with an order and a limit.
(select id, email from customers where country = 'FR' order by email desc limit 40) order by id limit 5;
