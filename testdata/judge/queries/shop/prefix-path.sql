-- category: pattern
-- expert: create index on events (path text_pattern_ops, at)
select count(*) from events where path like '/product/77%';
