-- category: keyset
-- small
-- expert: create index on orders (created_at, id)
select id, created_at, total from orders where (created_at, id) < ('2024-03-01 12:00+00', 108500) order by created_at desc, id desc limit 20;
