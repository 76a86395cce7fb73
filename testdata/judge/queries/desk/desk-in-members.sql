-- category: semi-anti
-- expert: create index on tickets (assignee_id)
select id, subject from tickets where assignee_id in (select user_id from memberships where group_id = 4242 and lead);
