/** Plans of Prisma's queries, over a driver adapter such as `@prisma/adapter-pg`. */

import type { Analysis } from './index';
import { client, sessionOf } from './pg';
import { firstStatement, insteadOf, isWaiting } from './scope';
import type { ExplainOptions, Session } from './session';

export type { ExplainOptions } from './session';

interface SqlQuery {
  sql: string;
  args: unknown[];
  argTypes: unknown[];
}

interface Queryable {
  queryRaw(query: SqlQuery): Promise<{ rows: unknown[][] }>;
  executeRaw(query: SqlQuery): Promise<number>;
}

interface Transaction extends Queryable {
  /** Of `pg`. */
  client: unknown;
  rollback(): Promise<void>;
}

interface Connection extends Queryable {
  startTransaction(isolation?: string): Promise<Transaction>;
}

/** A driver adapter of Prisma, as far as it is needed. */
export interface AdapterFactory {
  connect(): Promise<object>;
}

/** The driver adapter, such that `explain` can ask for plans: `new PrismaClient({ adapter: explainable(adapter) })`. */
export function explainable<F extends AdapterFactory>(adapter: F): F {
  return overridden(adapter, { connect: async () => connection((await adapter.connect()) as Connection) });
}

/**
 * Asks for the plan of the first statement that a task sends, such as `() => prisma.order.findMany({ where })`, and
 * analyses it. The statement itself is not sent. Nothing is run unless `analyze` is set, and then it is rolled back.
 * The client's adapter has to be `explainable`.
 */
export async function explain(task: () => PromiseLike<unknown>, options?: ExplainOptions): Promise<Analysis> {
  return firstStatement(task, options);
}

function connection(inner: Connection): Connection {
  const explained = async (query: SqlQuery) => {
    const transaction = await inner.startTransaction();
    try {
      return await instead(transaction, query);
    } finally {
      await transaction.executeRaw({ sql: 'ROLLBACK', args: [], argTypes: [] });
      await transaction.rollback();
    }
  };
  const startTransaction = async (isolation?: string) => {
    const transaction = await inner.startTransaction(isolation);
    return overridden(
      transaction,
      queries(transaction, (query) => instead(transaction, query)),
    );
  };
  return overridden(inner, { ...queries(inner, explained), startTransaction });
}

function queries(inner: Queryable, explained: (query: SqlQuery) => Promise<never>) {
  return {
    queryRaw: (query: SqlQuery) => (isWaiting() ? explained(query) : inner.queryRaw(query)),
    executeRaw: (query: SqlQuery) => (isWaiting() ? explained(query) : inner.executeRaw(query)),
  };
}

function instead(inner: Transaction, query: SqlQuery): Promise<never> {
  const session: Session = async (sql, params = []) => {
    // Without parameters the adapter would let several statements through.
    if (params.length === 0) return sessionOf(client(inner.client))(sql);
    const { rows } = await inner.queryRaw({ sql, args: [...params], argTypes: query.argTypes });
    return rows.map(([value]) => value as string);
  };
  return insteadOf(session, { sql: query.sql, params: query.args });
}

/** The object with some of its methods replaced. */
function overridden<T extends object>(inner: T, methods: object): T {
  return new Proxy(inner, {
    get: (target, name) => {
      const value = Reflect.get(name in methods ? methods : target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
