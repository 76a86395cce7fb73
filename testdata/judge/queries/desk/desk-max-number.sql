-- category: min-max
-- expert: create index on tickets (tenant_id, number)
select max(number) from tickets where tenant_id = md5('tenant1')::uuid;
