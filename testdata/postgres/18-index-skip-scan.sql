-- An index whose first column the query does not name: 18 searches it once for every value of that column.
-- server: PostgreSQL 18.6
-- explain: analyze, buffers off
-- setup: drop index order_items_product_id_idx;
-- setup: create index on order_items (quantity, product_id);
-- setup: vacuum analyze order_items;
select count(*) from order_items where product_id = 42;
