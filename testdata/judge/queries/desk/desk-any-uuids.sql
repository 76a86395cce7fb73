-- category: in
-- expert: create index on comments (author_id)
select id, body from comments where author_id = any (array[md5('user90001')::uuid, md5('user90002')::uuid]);
