-- Nearly every row is not deleted: the condition belongs into the predicate, the name into the key.
-- category: partial
-- expert: create index on customers (email) where deleted_at is null
select id, name from customers where email = 'Anna.999@mail.example' and deleted_at is null;
