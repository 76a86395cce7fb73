-- An array searched by a multi-valued index, and a text by a functional one.
-- server: mysql9 = MySQL 9.7.4
-- setup: create table tagged (id int primary key, payload json, key tagged_idx ((cast(payload->'$.tags' as unsigned array))), key page_idx ((cast(payload->>'$.page' as char(40)) collate utf8mb4_bin)));
-- setup: insert into tagged select id, payload from events where id <= 10000;
-- setup: analyze table tagged;
select id from tagged where 17 member of (payload->'$.tags')
union all
select id from tagged where payload->>'$.page' = '/product/7' and json_overlaps(payload->'$.tags', '[111, 112]');
