-- An update that reaches several partitions and moves rows between them.
-- explain: analyze, verbose
-- versions: 13, 15
-- shows: "Target Tables"
update visits set visited_at = visited_at + interval '1 hour' where visited_at between '2024-03-31' and '2024-04-02';
