-- category: covering
-- expert: create index on tickets (tenant_id)
select count(*) from tickets where tenant_id = md5('tenant1')::uuid;
