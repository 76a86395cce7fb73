-- Conditions as the servers print them: comparisons, ranges, lists, patterns, nulls, dates, CASE, casts, regular expressions.
-- server: mysql9 = MySQL 9.7.4
-- server: mariadb118 = MariaDB 11.8.6
select o.id from orders o
where (o.total between 10 and 20.5 or o.total not in (30, 40, -1.5e3) or not (o.total * 2 + 1) % 7 = 3)
  and (o.note is null or o.note is not null and o.note like 'Please%' or o.note not like 'a\_b|%' escape '|' or o.note regexp '^x.*y$')
  and (o.shipped_at <=> null or date(o.placed_at) = '2024-02-29' or year(o.placed_at) = 2024 or o.placed_at < now() - interval 3 month)
  and (case o.status when 'open' then 1 when 'returned' then 2 else 3 end) <> 2
  and (coalesce(o.note, '') <> 'x' xor if(o.total > 5, true, false) is false)
  and cast(o.total as signed) & 6 = 4
  and binary o.channel = 'web'
  and o.channel collate utf8mb4_bin in ('web', 'app')
  and (o.status, o.channel) <> ('open', 'phone')
  and (o.customer_id < 100 or o.customer_id > @unset or o.customer_id = 0x10 or o.customer_id = b'101' or o.id <> 7)
  and o.placed_at >= timestamp '2023-01-01 00:00:00.5' and cast(o.placed_at as time) > time '06:00:00';
