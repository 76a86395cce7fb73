-- category: order-limit
-- expert: create index on tickets (assignee_id, updated_at desc)
select id, subject, updated_at from tickets where assignee_id = md5('user40')::uuid and status <> 'closed' order by updated_at desc limit 20;
