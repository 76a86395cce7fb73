-- A rule DO INSTEAD NOTHING: an empty array.
-- server: PostgreSQL 15.18
-- setup: create rule frozen as on delete to stores do instead nothing;
delete from stores;
