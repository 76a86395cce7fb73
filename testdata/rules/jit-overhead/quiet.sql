-- JIT without its expensive passes, on a query long enough for it: a few percent of the time.
-- explain: analyze
-- requires: select pg_jit_available()
-- set: jit = on
-- set: jit_above_cost = 0
-- set: jit_inline_above_cost = -1
-- set: jit_optimize_above_cost = -1
-- setup: select count(*) from categories; -- the first compilation of a session loads the compiler
-- shows: "Optimization": false
select channel, count(*), sum(total * 1.2), max(note), max(placed_at)
from orders
group by channel;
