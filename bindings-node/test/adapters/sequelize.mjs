import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { explain } from 'plansight/sequelize';
import { DataTypes, Sequelize } from 'sequelize';

import { isEstimated, isMeasured, leavesOrders, wantsIndex } from './checks.mjs';

export default function define(database) {
  let sequelize;
  let Order;
  let Customer;
  before(() => {
    const { host, user: username, database: name } = database.server;
    const pool = { max: 1 };
    sequelize = new Sequelize({ dialect: 'postgres', host, username, database: name, pool, logging: false });
    const options = { timestamps: false, underscored: true };
    const id = { type: DataTypes.INTEGER, primaryKey: true };
    Order = sequelize.define('order', { id, status: DataTypes.TEXT, customerId: DataTypes.INTEGER }, options);
    Customer = sequelize.define('customer', { id, name: DataTypes.TEXT }, options);
    Order.belongsTo(Customer);
  });
  after(() => sequelize.close());
  const returned = () => Order.findAll({ where: { status: 'returned' } });

  test('finders, with what they include, and raw SQL', async () => {
    isEstimated(await explain(sequelize, returned));
    wantsIndex(await explain(sequelize, returned, { analyze: true }));
    const joined = await explain(sequelize, () => Order.findAll({ where: { status: 'returned' }, include: Customer }));
    isEstimated(joined, 'customers');
    isEstimated(await explain(sequelize, () => sequelize.query('select * from orders where id = $1', { bind: [1] })));
  });

  test('nothing is run unless asked, and then it is rolled back', () =>
    leavesOrders(database, async () => {
      isEstimated(await explain(sequelize, () => Order.update({ status: 'lost' }, { where: { status: 'sent' } })));
      isMeasured(await explain(sequelize, () => Order.destroy({ where: { status: 'sent' } }), { analyze: true }));
    }));

  test('a second statement does not run', () =>
    leavesOrders(database, async () => {
      const two = () => sequelize.query('select 1; delete from orders');
      await assert.rejects(explain(sequelize, two), /multiple commands/);
    }));

  test('in a transaction', async () => {
    await sequelize
      .transaction(async (transaction) => {
        await Customer.create({ id: 1000, name: 'kept' }, { transaction });
        const where = { name: 'kept' };
        const analysis = await explain(sequelize, () => Customer.destroy({ where, transaction }), { analyze: true });
        assert.equal(analysis.plans[0].nodes[1].rows, 1);
        assert.equal(await Customer.count({ where, transaction }), 1);
        throw new Error('undone');
      })
      .catch((error) => assert.equal(error.message, 'undone'));
  });

  test('statements beside it are sent as ever', async () => {
    const [analysis, found] = await Promise.all([explain(sequelize, returned), returned()]);
    isEstimated(analysis);
    assert.equal(found.length, 100);
    await assert.rejects(
      explain(sequelize, async () => 1),
      /sends none/,
    );
    await assert.rejects(
      explain(sequelize, () => Promise.reject(new Error('of its own'))),
      /of its own/,
    );
  });
}
