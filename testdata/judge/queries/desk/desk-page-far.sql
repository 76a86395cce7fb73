-- category: order-limit
-- expert: create index on comments (created_at desc)
select id, created_at from comments order by created_at desc offset 2000 limit 50;
