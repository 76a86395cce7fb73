-- Functions in FROM: one by itself, and two side by side.
-- server: PostgreSQL 15.18
-- explain: analyze, verbose
select a.n, b.x, b.y
from generate_series(1, 9) a(n)
join rows from (generate_series(1, 5), unnest(array[3, 2, 1])) as b(x, y) on b.x = a.n;
