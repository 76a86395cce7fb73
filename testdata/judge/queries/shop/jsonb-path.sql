-- category: jsonb
-- expert: create index on customers using gin (profile jsonb_path_ops)
select id from customers where profile @@ '$.segment == "s390" && $.plan == "team"';
