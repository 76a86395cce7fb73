-- category: keyset
-- small
-- expert: create index on tickets (tenant_id, created_at desc, id desc)
select id, subject, created_at from tickets where tenant_id = md5('tenant1')::uuid and (created_at, id) < ('2024-05-05 12:00', md5('ticket5')::uuid) order by created_at desc, id desc limit 25;
