-- Bitmaps of several indexes put together; BitmapAnd and BitmapOr report no rows of their own.
-- server: PostgreSQL 15.18
-- explain: analyze, buffers off
-- setup: create index on orders (customer_id);
-- setup: create index on orders (total);
select count(*) from orders
where (customer_id < 1000 or customer_id between 20000 and 20500)
  and total between 100 and 140;
