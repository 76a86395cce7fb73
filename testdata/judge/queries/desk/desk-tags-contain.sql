-- category: array
-- expert: create index on tickets using gin (tags)
select id, subject from tickets where tags @> array['tag-1444'] and tenant_id = md5('tenant1')::uuid;
