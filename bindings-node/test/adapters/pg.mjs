import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import pg from 'pg';
import { ParseError, analyze } from 'plansight';
import { explain, readCatalog } from 'plansight/pg';

import { isEstimated, isMeasured, leavesOrders, wantsIndex } from './checks.mjs';

export default function define(database) {
  let pool;
  before(() => (pool = new pg.Pool({ ...database.server, max: 1 })));
  after(() => pool.end());
  const update = "update orders set status = 'lost' where id < 100";

  /** A client of the pool's only connection, in a transaction. */
  const inTransaction = async (task) => {
    const client = await pool.connect();
    try {
      await client.query('begin');
      await task(client);
    } finally {
      await client.query('rollback');
      client.release();
    }
  };

  test('a statement is explained in every form', async () => {
    const text = 'select * from orders where status = $1';
    isEstimated(await explain(pool, { text, values: ['returned'] }));
    isEstimated(await explain(pool, { sql: text, params: ['returned'] }));
    isEstimated(await explain(pool, "select * from orders where status = 'returned';"));
    wantsIndex(await explain(pool, { text, values: ['returned'] }, { analyze: true }));
    const client = new pg.Client(database.server);
    await client.connect();
    isEstimated(await explain(client, 'select * from orders'));
    await client.end();
  });

  test('nothing is run unless asked, and then it is rolled back', async () => {
    await leavesOrders(database, async () => isEstimated(await explain(pool, update)));
    await leavesOrders(database, async () => isMeasured(await explain(pool, update, { analyze: true })));
  });

  test('a transaction of the caller goes on, without what was explained', () =>
    inTransaction(async (client) => {
      await client.query("insert into customers values (1000, 'kept')");
      isMeasured(await explain(client, "delete from customers where name = 'kept'", { analyze: true }));
      isMeasured(await explain(client, update, { analyze: true }));
      const { rows } = await client.query("select count(*)::int from customers where name = 'kept'");
      assert.equal(rows[0].count, 1);
      await assert.rejects(explain(client, 'delete from nowhere', { analyze: true }), { code: '42P01' });
      assert.equal((await client.query('select 1 as one')).rows[0].one, 1);
    }));

  test('a second statement does not run', () =>
    leavesOrders(database, async () => {
      for (const analyze of [false, true]) {
        await assert.rejects(explain(pool, 'select 1; delete from orders', { analyze }), { code: '42601' });
        await assert.rejects(explain(pool, 'select 1; commit; delete from orders', { analyze }), { code: '42601' });
      }
    }));

  test('a statement that takes too long is stopped', async () => {
    const slow = explain(pool, 'select pg_sleep(20)', { analyze: true, timeoutMs: 100 });
    await assert.rejects(slow, { code: '57014' });
    assert.equal((await pool.query('show statement_timeout')).rows[0].statement_timeout, '0');
  });

  test('what the server prints arrives as it prints it', async () => {
    // Twenty digits: a driver that parsed the plan would have lost some.
    const analysis = await explain(pool, 'select * from orders limit 12345678901234567');
    assert.ok(analysis.plans[0].nodes.length === 2);
    const [row] = (await pool.query('explain (format json) select 1')).rows;
    assert.equal(analyze([row]).plans.length, 1);
    await assert.rejects(explain(pool, 'notify channel'), (error) => !(error instanceof ParseError));
  });

  test('the catalog of the database', async () => {
    const catalog = await readCatalog(pool, { schema: 'public' });
    const query = "select * from orders where status = 'returned' and customer_id = 7";
    const analysis = await explain(pool, query, { analyze: true, catalog });
    assert.match(analysis.indexes[0].ddl, /ON public\.orders \(customer_id\) WHERE \(status = 'returned'::text\)/);
  });

  test('other connections are refused', async () => {
    await assert.rejects(explain({ query: () => [] }, 'select 1'), TypeError);
  });
}
