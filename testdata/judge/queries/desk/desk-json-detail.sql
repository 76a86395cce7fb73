-- json, not jsonb.
-- category: expression
-- expert: create index on audit_log ((detail ->> 'to')) where detail is not null
select id, actor_id from audit_log where detail ->> 'to' = '3' and detail ->> 'from' = '1';
