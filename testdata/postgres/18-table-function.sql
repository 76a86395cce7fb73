-- XMLTABLE.
-- server: PostgreSQL 18.6
-- explain: analyze, verbose, buffers off
select t.* from xmltable('/r/i' passing '<r><i n="1"/><i n="2"/></r>' columns n int path '@n') t;
