-- JIT in a plan without ANALYZE: options and no times.
-- requires: select pg_jit_available()
-- set: jit = on
-- set: jit_above_cost = 0
-- shows: "JIT": {
select count(*) from products where price > 100;
