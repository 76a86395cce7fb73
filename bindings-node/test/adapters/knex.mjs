import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import knexOf from 'knex';
import { explain } from 'plansight/knex';

import { isEstimated, isMeasured, leavesOrders, wantsIndex } from './checks.mjs';

export default function define(database) {
  let knex;
  before(() => (knex = knexOf({ client: 'pg', connection: database.server, pool: { min: 0, max: 1 } })));
  after(() => knex.destroy());

  test('a builder and raw SQL', async () => {
    isEstimated(await explain(knex('orders').where({ status: 'returned' })));
    isEstimated(await explain(knex.raw('select * from orders where status = ?', ['returned'])));
    wantsIndex(await explain(knex('orders').where('status', 'returned'), { analyze: true }));
  });

  test('nothing is run unless asked, and then it is rolled back', () =>
    leavesOrders(database, async () => {
      isEstimated(await explain(knex('orders').update({ status: 'lost' })));
      isMeasured(await explain(knex('orders').where('id', '<', 100).delete(), { analyze: true }));
    }));

  test('in a transaction', async () => {
    await knex
      .transaction(async (transaction) => {
        await transaction('customers').insert({ id: 1000, name: 'kept' });
        const remove = transaction('customers').where({ name: 'kept' }).delete();
        const analysis = await explain(remove, { analyze: true });
        assert.equal(analysis.plans[0].nodes[1].rows, 1);
        assert.equal((await transaction('customers').where({ name: 'kept' })).length, 1);
        throw new Error('undone');
      })
      .catch((error) => assert.equal(error.message, 'undone'));
  });
}
