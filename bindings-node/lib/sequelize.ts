/** Plans of Sequelize's queries. */

import type { Analysis } from './index';
import { client, sessionOf } from './pg';
import { firstStatement, insteadOf, isWaiting } from './scope';
import type { ExplainOptions } from './session';

export type { ExplainOptions } from './session';

/** An instance of `Sequelize`, as far as it is needed. */
export interface SequelizeInstance {
  addHook(hook: 'beforeQuery', name: string, listener: (options: unknown, query: never) => void): unknown;
}

interface Query {
  connection: unknown;
  run(sql: string, params?: readonly unknown[]): Promise<unknown>;
}

const hooked = new WeakSet<SequelizeInstance>();

/**
 * Asks for the plan of the first statement that a task sends, such as `() => Order.findAll({ where })`, and analyses
 * it, on the connection or transaction that it would be sent on. The statement itself is not sent. Nothing is run
 * unless `analyze` is set, and then it is rolled back.
 */
export async function explain(
  sequelize: SequelizeInstance,
  task: () => PromiseLike<unknown>,
  options?: ExplainOptions,
): Promise<Analysis> {
  if (!hooked.has(sequelize)) {
    sequelize.addHook('beforeQuery', 'plansight', (_options, query: Query) => {
      if (isWaiting()) query.run = (sql, params) => insteadOf(sessionOf(client(query.connection)), { sql, params });
    });
    hooked.add(sequelize);
  }
  return firstStatement(task, options);
}
