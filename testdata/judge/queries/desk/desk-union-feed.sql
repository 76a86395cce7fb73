-- category: order-limit
-- expert: create index on comments (created_at desc)
-- expert: create index on audit_log (logged desc)
(select 'comment' as kind, id, created_at as at from comments order by created_at desc limit 20)
union all
(select 'log', id, logged at time zone 'UTC' from audit_log order by logged desc limit 20)
order by at desc limit 20;
