-- category: none
select distinct product_id from order_items;
