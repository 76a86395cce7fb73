-- category: order-limit
-- expert: create index on comments (created_at desc) where internal
select id, ticket_id, body from comments where internal order by created_at desc limit 50;
