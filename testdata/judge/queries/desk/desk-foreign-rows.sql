-- category: equality
-- expert: create index on comments (ticket_id)
select id, author_id, body from comments where ticket_id = md5('ticket1234')::uuid;
