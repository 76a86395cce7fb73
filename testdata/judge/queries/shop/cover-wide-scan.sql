-- Most rows are wanted, and of each two small columns.
-- category: covering
-- expert: create index on events (kind, duration_ms)
select kind, avg(duration_ms) from events group by kind;
