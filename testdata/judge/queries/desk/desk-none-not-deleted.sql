-- category: none
select id, full_name, email, preferences from users where deleted_at is null;
