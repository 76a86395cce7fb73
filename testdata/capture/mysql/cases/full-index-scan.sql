-- An index read from end to end, because it holds all that is asked for.
-- shows: v1 "access_type": "index"
select count(*) from customers where country like '%E';
