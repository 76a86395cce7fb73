-- The difference of two columns: an index on this expression is possible, and here finds most of the rows.
-- category: none
select id from jobs where finished_at - run_at > interval '1 minute';
