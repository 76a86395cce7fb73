-- category: equality
-- expert: create index on users (login)
select id, full_name from users where login = 'ida-33333';
