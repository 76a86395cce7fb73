-- category: order-limit
-- expert: create index on tickets (due_at) where solved_at is null
select id, subject, due_at from tickets where solved_at is null and due_at is not null order by due_at limit 20;
