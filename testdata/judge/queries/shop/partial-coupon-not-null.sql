-- category: partial
-- expert: create index on orders (created_at) where coupon is not null
select id, coupon, total from orders where coupon is not null and created_at >= '2025-11-01';
