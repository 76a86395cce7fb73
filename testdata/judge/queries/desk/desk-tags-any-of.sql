-- ANY over the column's elements: no index helps this form.
-- category: array
select id, subject from tickets where 'tag-1444' = any (tags);
