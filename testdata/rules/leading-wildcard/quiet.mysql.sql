-- A pattern with a beginning: a range of the index.
-- formats: v1, v2-analyze, analyze
-- shows: v1 "access_type": "range"
select id, full_name from customers where email like 'customer77%';
