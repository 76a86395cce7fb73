-- category: join
-- expert: create index on tickets (tenant_id, created_at)
-- expert: create index on comments (ticket_id)
select t.number, c.body from tickets t join comments c on c.ticket_id = t.id where t.tenant_id = md5('tenant3')::uuid and t.created_at >= '2025-12-01';
