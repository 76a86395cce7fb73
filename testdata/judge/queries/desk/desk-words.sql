-- category: text-search
-- small
-- expert: create index on tickets using gin (search)
select id, subject from tickets where search @@ to_tsquery('simple', 'refund77 | crash300');
