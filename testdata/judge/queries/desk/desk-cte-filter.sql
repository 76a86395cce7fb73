-- category: join
-- expert: create index on tickets (tenant_id, created_at)
-- expert: create index on comments (ticket_id)
with recent as materialized (select id, number from tickets where tenant_id = md5('tenant6')::uuid and created_at >= '2025-11-15')
select r.number, count(c.id) from recent r left join comments c on c.ticket_id = r.id group by r.number;
