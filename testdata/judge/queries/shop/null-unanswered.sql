-- category: is-null
-- expert: create index on tickets (opened_at) where first_answer_at is null
select id, subject from tickets where first_answer_at is null and opened_at > '2025-09-01';
