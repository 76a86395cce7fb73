-- Not logged in since long, or never: most rows of the one half, none to find.
-- category: or
select id, full_name, preferences from users where last_login_at is null or last_login_at < '2024-01-01';
