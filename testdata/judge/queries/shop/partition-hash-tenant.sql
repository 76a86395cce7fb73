-- category: partition
-- expert: create index on accounts (tenant_id, balance)
select id, balance from accounts where tenant_id = 2 order by balance desc limit 10;
