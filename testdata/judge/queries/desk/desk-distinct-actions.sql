-- An index on both would be read whole, at random_page_cost: no cheaper than the table.
-- category: none
select distinct target_type, action from audit_log;
