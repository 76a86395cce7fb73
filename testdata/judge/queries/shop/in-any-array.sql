-- category: in
-- expert: create index on order_items (product_id)
select order_id, quantity from order_items where product_id = any ('{15110,16220,17330,18440}'::int[]);
