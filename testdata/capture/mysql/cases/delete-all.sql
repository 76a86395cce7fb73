-- DELETE without a condition.
-- formats: v1, v2, tree, plan
-- shows: v1 Deleting all rows
delete from nothing;
