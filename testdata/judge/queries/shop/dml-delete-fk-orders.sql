-- category: foreign-key
-- also: 20 update only tickets set order_id = null where order_id = 199990
-- expert: create index on tickets (order_id)
with gone as (delete from order_items where order_id between 199981 and 200000) delete from orders where id between 199981 and 200000;
