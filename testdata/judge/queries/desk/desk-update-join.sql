-- category: dml
-- expert: create index on tickets (requester_id)
update tickets set assignee_id = null from users u where u.id = tickets.requester_id and u.email = 'nobody@example.org' and tickets.status = 'open';
