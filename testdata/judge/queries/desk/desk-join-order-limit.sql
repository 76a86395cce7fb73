-- category: order-limit
-- expert: create index on comments (created_at desc)
select c.id, c.body, u.full_name from comments c join users u on u.id = c.author_id order by c.created_at desc limit 25;
