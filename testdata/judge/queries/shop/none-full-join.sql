-- Every item with its order: a hash join over all rows.
-- category: none
select o.channel, sum(i.quantity * i.price * (1 - i.discount)) from orders o join order_items i on i.order_id = o.id where not i.returned group by o.channel;
