-- category: none
insert into comments select id + 10000000, ticket_id, author_id, internal, body, created_at from comments where id between 1 and 1000;
