-- category: or
-- expert: create index on orders (customer_id)
-- expert: create index on orders (coupon)
select id, total from orders where customer_id = 31234 or coupon = 'C200';
