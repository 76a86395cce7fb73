-- category: window
-- expert: create index on tickets (tenant_id)
select * from (select id, subject, row_number() over (partition by status order by created_at desc) as n from tickets where tenant_id = md5('tenant7')::uuid) ranked where n <= 3;
