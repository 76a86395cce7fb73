-- Disabled nodes where there is no other way: before 18 ten thousand million is added to their costs, from 18 they say so.
-- server: PostgreSQL 15.18
-- explain: analyze, buffers off
-- set: enable_seqscan = off
-- set: enable_nestloop = off
-- set: enable_hashjoin = off
-- set: enable_mergejoin = off
select count(*) from categories a join categories b on a.id < b.parent_id;
