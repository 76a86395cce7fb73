-- category: in
-- expert: create index on orders (status, customer_id)
select id, total from orders where customer_id in (3, 5, 8, 13, 21, 34) and status = 'returned';
