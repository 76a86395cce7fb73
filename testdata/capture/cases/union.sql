-- UNION takes duplicates out by hashing.
-- explain: analyze
-- shows: "Peak Memory Usage"
select city from customers where id < 200 union select region from customers where id < 200;
