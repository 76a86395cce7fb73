-- category: pattern
-- expert: create index on customers (lower(email) text_pattern_ops)
select id, email from customers where lower(email) like 'ines.12%';
