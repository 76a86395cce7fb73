-- XMLTABLE.
-- explain: analyze, verbose, buffers off
-- versions: 15, 18
-- shows: "Table Function Call"
select t.* from xmltable('/r/i' passing '<r><i n="1"/><i n="2"/></r>' columns n int path '@n') t;
