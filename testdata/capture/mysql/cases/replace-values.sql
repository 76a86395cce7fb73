-- REPLACE of values.
-- formats: v1, v2, tree, plan
replace into settings (name, value) values ('currency', (select max(name) from categories)), ('country', 'AT');
