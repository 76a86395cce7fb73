-- A varchar column is compared as text.
-- category: equality
-- expert: create index on users (email)
select id, full_name from users where email = 'Ana4711@company-1.example';
