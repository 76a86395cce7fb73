-- category: pattern
-- expert: create index on folders (path text_pattern_ops)
select id, name from folders where path like '/3/41/%';
