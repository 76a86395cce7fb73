-- category: expression
-- expert: create index on audit_log ((logged::date))
select count(*) from audit_log where logged::date = date '2025-02-03' and target_type = 'invoice' and detail is not null;
