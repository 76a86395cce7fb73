/** Plans of TypeORM's queries. */

import type { Analysis } from './index';
import { client, sessionOf } from './pg';
import { type ExplainOptions, explain as explainOn } from './session';

export type { ExplainOptions } from './session';

/** A query builder of TypeORM, as far as it is needed. */
export interface TypeOrmQuery {
  getQueryAndParameters(): [string, unknown[]];
}

interface Runner {
  connect(): Promise<unknown>;
  release(): Promise<void>;
}

/**
 * Asks for the plan of a query and analyses it, on the builder's own query runner (a transaction's) or a fresh one.
 * Nothing is run unless `analyze` is set, and then it is rolled back.
 */
export async function explain(query: TypeOrmQuery, options?: ExplainOptions): Promise<Analysis> {
  const { queryRunner: own, connection } = query as unknown as {
    queryRunner?: Runner;
    connection: { createQueryRunner(): Runner };
  };
  const [sql, params] = query.getQueryAndParameters();
  const runner = own ?? connection.createQueryRunner();
  try {
    return await explainOn(sessionOf(client(await runner.connect())), { sql, params }, options);
  } finally {
    if (!own) await runner.release();
  }
}
