-- category: order-limit
-- expert: create index on comments (ticket_id, created_at)
select id, author_id, body, created_at from comments where ticket_id = md5('ticket298000')::uuid order by created_at limit 50;
