-- EXCEPT over sorted rows.
-- server: PostgreSQL 15.18
-- explain: analyze
-- set: enable_hashagg = off
select product_id from order_items where order_id < 100 except select id from products where price < 200;
