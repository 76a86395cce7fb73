-- The least and the greatest out of indexes, before the plan is even made.
-- shows: v1 "Select tables optimized away"
select min(opened_at), max(opened_at) from tickets;
