-- category: none
select id, subject, updated_at, tags from tickets where status = 'closed';
