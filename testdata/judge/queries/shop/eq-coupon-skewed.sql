-- A column that is null in 97 of 100 rows.
-- category: equality
-- expert: create index on orders (coupon)
select id, customer_id, total from orders where coupon = 'C17';
