-- A delete that cascades: most of the time is in the trigger of a foreign key without an index.
-- server: PostgreSQL 15.18
-- explain: analyze, buffers
delete from orders where id between 2000 and 2004;
