-- INSERT of values that are subqueries, and of other values where the row is there already.
-- formats: v1, v2, tree, plan
-- shows: v1 "insert_values_subqueries"
-- shows: v1 "insert_update_subqueries"
insert into settings (name, value)
values ('currency', (select max(name) from categories)), ('country', 'AT')
on duplicate key update value = (select min(name) from categories);
