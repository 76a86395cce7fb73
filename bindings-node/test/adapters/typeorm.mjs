import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { explain } from 'plansight/typeorm';
import { DataSource, EntitySchema } from 'typeorm';

import { isEstimated, isMeasured, leavesOrders, wantsIndex } from './checks.mjs';

const Order = new EntitySchema({
  name: 'Order',
  tableName: 'orders',
  columns: { id: { type: 'int', primary: true }, status: { type: 'text' } },
});
const Customer = new EntitySchema({
  name: 'Customer',
  tableName: 'customers',
  columns: { id: { type: 'int', primary: true }, name: { type: 'text' } },
});

export default function define(database) {
  let source;
  before(async () => {
    const { host, user: username, database: name } = database.server;
    const pool = { max: 1 };
    source = new DataSource({
      type: 'postgres',
      host,
      username,
      database: name,
      extra: pool,
      entities: [Order, Customer],
    });
    await source.initialize();
  });
  after(() => source.destroy());
  const returned = () =>
    source.getRepository(Order).createQueryBuilder('o').where('o.status = :status', { status: 'returned' });

  test('a query builder', async () => {
    isEstimated(await explain(returned()));
    wantsIndex(await explain(returned(), { analyze: true }));
  });

  test('nothing is run unless asked, and then it is rolled back', () =>
    leavesOrders(database, async () => {
      const orders = () => source.createQueryBuilder();
      isEstimated(await explain(orders().update(Order).set({ status: 'lost' })));
      isMeasured(await explain(orders().delete().from(Order).where('id < :id', { id: 100 }), { analyze: true }));
    }));

  test('in a transaction', async () => {
    await source
      .transaction(async (manager) => {
        await manager.insert(Customer, { id: 1000, name: 'kept' });
        const remove = manager.createQueryBuilder().delete().from(Customer).where("name = 'kept'");
        assert.equal((await explain(remove, { analyze: true })).plans[0].nodes[1].rows, 1);
        assert.equal(await manager.countBy(Customer, { name: 'kept' }), 1);
        throw new Error('undone');
      })
      .catch((error) => assert.equal(error.message, 'undone'));
  });
}
