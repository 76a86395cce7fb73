-- category: distinct
-- expert: create index on order_items (product_id)
select distinct product_id from order_items;
