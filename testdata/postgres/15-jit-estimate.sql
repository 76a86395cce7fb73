-- JIT in a plan without ANALYZE: options and no times.
-- server: PostgreSQL 15.18
-- set: jit = on
-- set: jit_above_cost = 0
select count(*) from products where price > 100;
