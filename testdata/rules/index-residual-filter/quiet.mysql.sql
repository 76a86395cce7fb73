-- The filter beside the index removes rows as well, but keeps the larger part.
-- formats: v2-analyze, analyze
select id, full_name from customers where country = 'SE' and city <> 'City 38';
