-- category: foreign-key
-- also: 5 delete from only comments where ticket_id = md5('ticket299900')::uuid
-- expert: create index on comments (ticket_id)
delete from tickets where id in (md5('ticket299900')::uuid, md5('ticket299901')::uuid, md5('ticket299902')::uuid, md5('ticket299903')::uuid, md5('ticket299904')::uuid);
