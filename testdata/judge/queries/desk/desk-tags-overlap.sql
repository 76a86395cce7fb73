-- category: array
-- expert: create index on tickets using gin (tags)
select count(*) from tickets where tags && array['tag-1200', 'tag-1201'];
