-- category: dml
-- small
-- expert: create index on orders (created_at) where status = 'pending'
update orders set status = 'failed' where status = 'pending' and created_at < '2025-01-01';
