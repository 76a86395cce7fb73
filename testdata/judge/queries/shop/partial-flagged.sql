-- category: partial
-- expert: create index on reviews (created_at, id) where flagged
select id, body from reviews where flagged order by created_at desc limit 20;
