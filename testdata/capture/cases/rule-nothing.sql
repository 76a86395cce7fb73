-- A rule DO INSTEAD NOTHING: an empty array.
-- setup: create rule frozen as on delete to stores do instead nothing;
delete from stores;
