-- category: partial
-- expert: create index on customers (deleted_at) include (id) where deleted_at is not null
select id, deleted_at from customers where deleted_at < '2024-04-01';
