-- category: lateral
-- expert: create index on tickets (assignee_id)
-- expert: create index on comments (ticket_id, created_at desc)
select t.id, c.body from tickets t cross join lateral (select body from comments where ticket_id = t.id order by created_at desc limit 2) c where t.assignee_id = md5('user900')::uuid;
