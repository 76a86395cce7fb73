-- category: none
select tenant_id, priority, channel, count(*), avg(rating), max(updated_at), min(due_at), count(solved_at) from tickets group by tenant_id, priority, channel;
