-- Functions in FROM: one by itself, and two side by side.
-- explain: analyze, verbose
-- shows: "Function Call"
select a.n, b.x, b.y
from generate_series(1, 9) a(n)
join rows from (generate_series(1, 5), unnest(array[3, 2, 1])) as b(x, y) on b.x = a.n;
