-- category: dml
-- expert: create index on users (deleted_at) where deleted_at is not null
update users set preferences = '{}' where deleted_at < '2023-08-01';
