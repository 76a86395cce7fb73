-- A LIMIT that ends a join early: fewer rows come than were estimated.
select t.id, c.email from tickets t join customers c on c.id = t.customer_id where c.country <> 'AT' limit 7;
