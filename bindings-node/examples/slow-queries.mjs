// A pool of `pg` that says what is wrong with the statements that take long. PGHOST, PGUSER and so on say where.

import pg from 'pg';
import { explain } from 'plansight/pg';

/** Has a pool's slow statements explained: their plans, without running them again. */
function watch(pool, slowMs, tell) {
  const query = pool.query.bind(pool);
  pool.query = async (text, values) => {
    const start = performance.now();
    const result = await query(text, values);
    const ms = performance.now() - start;
    // Nobody waits for it, and nothing that goes wrong with it is theirs.
    if (ms > slowMs)
      explain(pool, { text, values }).then(
        (analysis) => tell(text, ms, analysis),
        () => {},
      );
    return result;
  };
  return pool;
}

const pool = new pg.Pool();
const told = new Promise((resolve) => {
  watch(pool, 1, (text, ms, { findings, indexes }) => {
    console.log(`${ms.toFixed(1)} ms: ${text}`);
    for (const { severity, message } of findings) console.log(`  ${severity}: ${message}`);
    for (const { ddl } of indexes) console.log(`  ${ddl}`);
    resolve();
  });
});
const text = 'select o.*, pg_sleep(0.01) from orders o where status = $1 and customer_id = 401';
const { rowCount } = await pool.query(text, ['returned']);
console.log(`${rowCount} rows`);
await told;
await pool.end();
