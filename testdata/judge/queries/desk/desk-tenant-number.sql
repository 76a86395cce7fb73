-- category: equality
-- expert: create index on tickets (tenant_id, number)
select id, subject, status from tickets where tenant_id = md5('tenant3')::uuid and number = 250123;
