-- category: none
select subject, status from tickets where id = md5('ticket77')::uuid;
