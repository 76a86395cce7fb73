-- category: group
-- expert: create index on audit_log (tenant_id)
select tenant_id, count(*) from audit_log group by tenant_id order by tenant_id limit 20;
