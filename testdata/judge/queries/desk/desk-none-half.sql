-- category: none
select id, email, full_name, role, created_at from users where tenant_id is not null and created_at > '2022-01-01';
