-- category: partial
-- expert: create index on customers (deleted_at) where deleted_at is not null
select id, deleted_at from customers where deleted_at is not null and deleted_at < '2024-04-01';
