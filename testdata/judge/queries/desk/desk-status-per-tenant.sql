-- category: group
-- expert: create index on tickets (tenant_id, status)
select tenant_id, status, count(*) from tickets group by tenant_id, status;
