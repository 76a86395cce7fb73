-- Conditions checked in the index, a multi-range read, and ranges of several values.
-- set: optimizer_switch = 'mrr=on,mrr_cost_based=off'
-- shows: v1 "using_MRR": true
-- shows: mariadb "mrr_type"
select id, subject from tickets
where opened_at > '2023-03-01' and opened_at <= '2023-03-20 12:30:00' and dayofweek(opened_at) = 2;
