-- Conditions as the server prints them: casts, functions, CASE, jsonb, arrays, dates, quotes inside constants.
-- server: PostgreSQL 15.18
select * from products p
where lower(p.name) = 'o''reilly\s "chair"' and p.attributes ->> 'colour' = 'red' and p.attributes @> '{"weight": 3}'
  and (p.attributes -> 'weight')::int > 10 and p.tags && array['t1', 't2'] and p.tags[1] = 't3' and 't4' = any (p.tags)
  and case when p.price > 10 then p.price * 1.2 else -p.price end >= 12.5 and coalesce(p.sku, 'x') <> ''
  and extract(year from now()) > 2000 and date_trunc('day', now()) < now() at time zone 'UTC' + interval '1 day'
  and substring(p.sku from 1 for 3) = 'SKU' and p.sku || '-' || p.id <> E'tab\there' and round(p.price) % 2 = 0
  and p.price::text like '1_.%' and p.price = 1e3 and (p.id & 7) = 1 and greatest(p.id, 5) > 6
  and nullif(p.id, 9) is not null;
