-- As many rows are read for four of a result, but they are counted: each of them matters.
-- formats: v2-analyze, analyze
select status, count(*) from orders group by status;
