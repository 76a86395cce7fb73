-- JIT with all its passes.
-- explain: analyze
-- requires: select pg_jit_available()
-- set: jit = on
-- set: jit_above_cost = 0
-- set: jit_inline_above_cost = 0
-- set: jit_optimize_above_cost = 0
-- shows: "JIT": {
select sum(price) from products where price > 100;
