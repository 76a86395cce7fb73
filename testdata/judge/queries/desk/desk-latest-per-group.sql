-- category: distinct
-- expert: create index on comments (ticket_id, created_at desc) include (author_id)
select distinct on (ticket_id) ticket_id, created_at, author_id from comments order by ticket_id, created_at desc;
