-- Conditions as the server prints them: comparisons, ranges, lists, patterns, nulls, rows, booleans.
-- setup: create domain shop_key as int;
select * from customers c
where c.id <> 5 and c.id between 10 and 20000 and c.id not in (3, 4, 5) and c.city in ('City 1', 'City 2')
  and c.full_name like 'Ada%' and c.email not ilike '%@example.org' and c.email ~ '^c.*[0-9]+@'
  and c.email similar to 'c%'
  and c.referred_by is null and c.country is not null and c.newsletter and not (c.newsletter is not true)
  and (c.region, c.city) > ('Region 1', 'City 1') and c.country is distinct from 'XX'
  and c.city = any (array['City 1', 'City 2', null]) and c.id <> all ('{7,8}'::int[]) and c.id::shop_key > 3
  and (c.id = 11 or c.id = 12 and (c.city = 'City 3' or not c.city = 'City 4')) and c.full_name collate "C" < 'Z';
