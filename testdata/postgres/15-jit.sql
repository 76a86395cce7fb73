-- JIT with all its passes.
-- server: PostgreSQL 15.18
-- explain: analyze
-- set: jit = on
-- set: jit_above_cost = 0
-- set: jit_inline_above_cost = 0
-- set: jit_optimize_above_cost = 0
select sum(price) from products where price > 100;
