-- A rule that also notifies: one plan, and a string beside it.
-- server: PostgreSQL 15.18
-- setup: create rule told as on update to stores do also notify stores;
update stores set name = 'Store' where id = 1;
