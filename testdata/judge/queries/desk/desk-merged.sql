-- category: partial
-- expert: create index on tickets (merged_into) where merged_into is not null
select id, number from tickets where merged_into = md5('ticket50')::uuid;
