-- category: partition
-- expert: create index on accounts (owner_id)
select tenant_id, id, balance from accounts where owner_id = 4242;
