-- category: or
-- expert: create index on tickets (assignee_id)
-- expert: create index on tickets (requester_id)
select id, subject from tickets where assignee_id = md5('user700')::uuid or requester_id = md5('user700')::uuid;
