/** Plans of Knex's queries. */

import type { Analysis } from './index';
import { client, sessionOf } from './pg';
import { type ExplainOptions, explain as explainOn } from './session';

export type { ExplainOptions } from './session';

/** A query of Knex (a builder or `knex.raw`), as far as it is needed. */
export interface KnexQuery {
  toSQL(): object;
}

interface Inside {
  client: { acquireConnection(): Promise<unknown>; releaseConnection(connection: unknown): Promise<unknown> };
  toSQL(): { toNative(): { sql: string; bindings: readonly unknown[] } };
}

/**
 * Asks for the plan of a query and analyses it, on the query's own connection or transaction. Nothing is run unless
 * `analyze` is set, and then it is rolled back.
 */
export async function explain(query: KnexQuery, options?: ExplainOptions): Promise<Analysis> {
  const inside = query as unknown as Inside;
  const { sql, bindings } = inside.toSQL().toNative();
  const connection = await inside.client.acquireConnection();
  try {
    return await explainOn(sessionOf(client(connection)), { sql, params: bindings }, options);
  } finally {
    await inside.client.releaseConnection(connection);
  }
}
