-- min and max by one probe of an index each, in InitPlans.
-- explain: analyze
-- shows: "Subplan Name": "InitPlan 2
select min(created_at), max(created_at) from reviews;
