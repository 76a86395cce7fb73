-- category: subplan
-- expert: create index on comments (author_id)
select u.id, (select count(*) from comments c where c.author_id = u.id) as written from users u where u.role = 'owner';
