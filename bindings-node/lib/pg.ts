/** Plans over connections of `pg`. */

import { type Analysis, Catalog, catalogSql } from './index';
import { type ExplainOptions, type Session, type Statement, explain as explainOn } from './session';

export type { ExplainOptions, Statement } from './session';

/** A `Client` or `PoolClient` of `pg`, as far as it is needed. */
export interface PgClient {
  query(config: object): Promise<{ rows: unknown[][] }>;
}

/** A `Pool` of `pg`, as far as it is needed. */
export interface PgPool {
  totalCount: number;
  connect(): Promise<PgClient & { release(error?: Error | boolean): void }>;
}

/** A statement as `pg` takes it. */
export interface QueryConfig {
  text: string;
  values?: readonly unknown[] | undefined;
}

/**
 * Asks for the plan of a statement and analyses it. Nothing is run unless `analyze` is set, and then it is rolled back.
 *
 * @throws the error of the server where it has one; `ParseError` where its answer is no plan
 */
export async function explain(
  connection: object,
  query: string | QueryConfig | Statement,
  options?: ExplainOptions,
): Promise<Analysis> {
  return onClient(connection, (session) => explainOn(session, statement(query), options));
}

/** Reads the catalog of the connection's database, for `explain` and `analyze`. */
export async function readCatalog(
  connection: object,
  options?: { /** No values out of the tables. */ noValues?: boolean; /** Of one only. */ schema?: string },
): Promise<Catalog> {
  const rows = await onClient(connection, (session) => session(catalogSql('postgres', options)));
  return new Catalog(rows.join('\n'));
}

/** A session over a client of `pg`. @internal */
export function sessionOf(client: PgClient): Session {
  return async (sql, params = []) => {
    // The extended protocol takes one statement only: behind `EXPLAIN` no second one could run. And the server's own
    // text is wanted, not what the driver would parse.
    const asText = { getTypeParser: () => String };
    const config = { text: sql, values: [...params], rowMode: 'array', queryMode: 'extended', types: asText };
    const { rows } = await client.query(config);
    return rows.map(([value]) => value as string);
  };
}

async function onClient<T>(connection: object, task: (session: Session) => Promise<T>): Promise<T> {
  if (!isPool(connection)) return task(sessionOf(client(connection)));
  const borrowed = await connection.connect();
  try {
    return await task(sessionOf(borrowed));
  } finally {
    borrowed.release();
  }
}

function isPool(connection: object): connection is PgPool {
  return 'totalCount' in connection && 'connect' in connection;
}

/** What is a client of `pg`. @internal */
export function client(connection: unknown): PgClient {
  // Only pg's clients know of protocols; what merely has a `query` would answer in another shape.
  if (typeof connection === 'object' && connection !== null && 'query' in connection && 'connection' in connection) {
    return connection as PgClient;
  }
  throw new TypeError('expected a connection of pg (PostgreSQL), found another');
}

function statement(query: string | QueryConfig | Statement): Statement {
  if (typeof query === 'string') return { sql: query };
  return 'sql' in query ? query : { sql: query.text, params: query.values };
}
