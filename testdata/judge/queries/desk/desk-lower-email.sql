-- category: expression
-- small
-- expert: create index on users (lower(email::text))
select id, tenant_id from users where lower(email) = 'eva1234@company-64.example';
