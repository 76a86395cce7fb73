-- category: semi-anti
-- expert: create index on tickets (tenant_id, status)
-- expert: create index on comments (ticket_id) where internal
select t.id, t.subject from tickets t where t.tenant_id = md5('tenant2')::uuid and t.status = 'open' and exists (select 1 from comments c where c.ticket_id = t.id and c.internal);
