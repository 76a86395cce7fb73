-- category: pattern
-- expert: create index on users (lower(full_name) text_pattern_ops)
select id, full_name from users where lower(full_name) like 'jon ju%';
