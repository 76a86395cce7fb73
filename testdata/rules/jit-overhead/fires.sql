-- Compiling takes longer than it saves: the query is over before the machine code pays.
-- explain: analyze
-- requires: select pg_jit_available()
-- set: jit = on
-- set: jit_above_cost = 0
-- set: jit_inline_above_cost = 0
-- set: jit_optimize_above_cost = 0
-- shows: "Optimization": true
select city, count(*), avg(id)
from customers
where newsletter
group by city;
