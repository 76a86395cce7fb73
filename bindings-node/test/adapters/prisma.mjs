import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { PrismaPg } from '@prisma/adapter-pg';
import { explain, explainable } from 'plansight/prisma';

import { isEstimated, isMeasured, leavesOrders, wantsIndex } from './checks.mjs';

const require = createRequire(import.meta.url);

/** Makes the client for `schema.prisma`. The engine for migrations, which is not wanted here, is not fetched. */
function generate() {
  const command = [require.resolve('prisma/build/index.js'), 'generate', '--schema', 'schema.prisma', '--no-hints'];
  const env = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: '1' };
  execFileSync(process.execPath, command, { cwd: fileURLToPath(new URL('../../examples', import.meta.url)), env });
  return require('../../examples/generated').PrismaClient;
}

export default function define(database) {
  let prisma;
  before(() => {
    const PrismaClient = generate();
    prisma = new PrismaClient({ adapter: explainable(new PrismaPg({ ...database.server, max: 1 })) });
  });
  after(() => prisma.$disconnect());
  const returned = () => prisma.order.findMany({ where: { status: 'returned' } });

  test('queries of models, and raw SQL', async () => {
    isEstimated(await explain(returned));
    wantsIndex(await explain(returned, { analyze: true }));
    isEstimated(await explain(() => prisma.$queryRaw`select * from orders where placed_at = ${new Date()}`));
    isEstimated(await explain(() => prisma.$queryRawUnsafe('select * from orders')));
  });

  test('nothing is run unless asked, and then it is rolled back', () =>
    leavesOrders(database, async () => {
      isEstimated(await explain(() => prisma.order.updateMany({ data: { status: 'lost' } })));
      isMeasured(await explain(() => prisma.order.deleteMany({ where: { id: { lt: 100 } } }), { analyze: true }));
    }));

  test('a second statement does not run', () =>
    leavesOrders(database, async () => {
      await assert.rejects(
        explain(() => prisma.$queryRawUnsafe('select 1; delete from orders')),
        /multiple commands/,
      );
    }));

  test('in a transaction', async () => {
    await prisma
      .$transaction(async (transaction) => {
        await transaction.customer.create({ data: { id: 1000, name: 'kept' } });
        const where = { name: 'kept' };
        const analysis = await explain(() => transaction.customer.deleteMany({ where }), { analyze: true });
        assert.equal(analysis.plans[0].nodes[1].rows, 1);
        assert.equal(await transaction.customer.count({ where }), 1);
        throw new Error('undone');
      })
      .catch((error) => assert.equal(error.message, 'undone'));
  });

  test('without explain, queries are sent as ever', async () => {
    const [analysis, found] = await Promise.all([explain(returned), returned()]);
    isEstimated(analysis);
    assert.equal(found.length, 100);
    assert.equal(await prisma.order.count(), 40_000);
  });
}
