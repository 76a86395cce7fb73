-- category: covering
-- expert: create index on events (kind)
select count(*) from events where kind = 'search';
