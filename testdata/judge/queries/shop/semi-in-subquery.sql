-- category: semi-anti
-- expert: create index on orders (coupon)
select id, email from customers where id in (select customer_id from orders where coupon = 'C40');
