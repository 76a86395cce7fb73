-- category: equality
-- small
-- expert: create index on logins (token)
select customer_id, expires_at from logins where token = md5('token4711');
