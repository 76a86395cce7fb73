-- EXCEPT over sorted rows.
-- explain: analyze
-- set: enable_hashagg = off
-- shows: "Strategy": "Sorted"
select product_id from order_items where order_id < 100 except select id from products where price < 200;
