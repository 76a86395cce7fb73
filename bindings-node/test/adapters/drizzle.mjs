import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { eq, lt } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { integer, pgTable, text } from 'drizzle-orm/pg-core';
import pg from 'pg';
import { explain } from 'plansight/drizzle';

import { isEstimated, isMeasured, leavesOrders, wantsIndex } from './checks.mjs';

const orders = pgTable('orders', { id: integer().primaryKey(), status: text().notNull() });
const customers = pgTable('customers', { id: integer().primaryKey(), name: text().notNull() });

export default function define(database) {
  let pool;
  let db;
  before(() => {
    pool = new pg.Pool({ ...database.server, max: 1 });
    db = drizzle(pool, { schema: { orders } });
  });
  after(() => pool.end());

  test('builders and relational queries', async () => {
    isEstimated(await explain(db.select().from(orders).where(eq(orders.status, 'returned'))));
    isEstimated(await explain(db.query.orders.findMany({ where: eq(orders.status, 'returned') })));
    wantsIndex(await explain(db.select().from(orders).where(eq(orders.status, 'returned')), { analyze: true }));
  });

  test('nothing is run unless asked, and then it is rolled back', () =>
    leavesOrders(database, async () => {
      isEstimated(await explain(db.update(orders).set({ status: 'lost' })));
      isMeasured(await explain(db.delete(orders).where(lt(orders.id, 100)), { analyze: true }));
    }));

  test('in a transaction', async () => {
    await db
      .transaction(async (transaction) => {
        await transaction.insert(customers).values({ id: 1000, name: 'kept' });
        const analysis = await explain(transaction.delete(customers).where(eq(customers.name, 'kept')), {
          analyze: true,
        });
        assert.equal(analysis.plans[0].nodes[1].rows, 1);
        assert.equal((await transaction.select().from(customers).where(eq(customers.name, 'kept'))).length, 1);
        transaction.rollback();
      })
      .catch((error) => assert.equal(error.constructor.name, 'TransactionRollbackError'));
  });

  test('other queries are refused', () =>
    assert.rejects(explain({ toSQL: () => ({ sql: '', params: [] }) }), TypeError));
}
