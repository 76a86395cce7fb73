-- No limit, and every column: sorting all that would cost more than reading it through the index.
-- category: order-limit
-- expert: create index on tickets (subject)
select * from tickets order by subject;
