/** Plans of Drizzle's queries, over `drizzle-orm/node-postgres`. */

import type { Analysis } from './index';
import { explain as explainOn } from './pg';
import type { ExplainOptions } from './session';

export type { ExplainOptions } from './session';

/** A query of Drizzle, as far as it is needed. */
export interface DrizzleQuery {
  toSQL(): { sql: string; params: unknown[] };
}

/**
 * Asks for the plan of a query and analyses it, on the query's own pool or transaction. Nothing is run unless `analyze`
 * is set, and then it is rolled back.
 */
export async function explain(query: DrizzleQuery, options?: ExplainOptions): Promise<Analysis> {
  const { session } = query as unknown as { session?: { client?: object } };
  if (!session?.client) throw new TypeError('expected a query of drizzle-orm/node-postgres, found another');
  return explainOn(session.client, query.toSQL(), options);
}
