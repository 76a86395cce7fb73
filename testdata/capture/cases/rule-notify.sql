-- A rule that also notifies: one plan, and a string beside it.
-- setup: create rule told as on update to stores do also notify stores;
-- shows: Notify
update stores set name = 'Store' where id = 1;
