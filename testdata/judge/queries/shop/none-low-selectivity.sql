-- A quarter of the rows, scattered.
-- category: none
select id, email, name, points from customers where newsletter and country <> 'AT';
