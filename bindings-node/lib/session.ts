/** One connection of PostgreSQL: how a statement's plan is asked for, whatever library holds the connection. */

import { Analysis, analyze, type Catalog, type Input } from './index';

export interface ExplainOptions {
  /** Runs the statement and measures it; what it writes is rolled back. Default: false, nothing is run. */
  analyze?: boolean | undefined;
  /** Columns and schemas too, which the advice on indexes uses. Default: true. */
  verbose?: boolean | undefined;
  /** Blocks read. Default: where `analyze` is. */
  buffers?: boolean | undefined;
  /** The longest that the statement may run, in milliseconds, where `analyze` is. Default: as the session has it. */
  timeoutMs?: number | undefined;
  /** What is known of the tables. */
  catalog?: Catalog | Input | undefined;
}

/** A statement with its parameters, `$1` and on. */
export interface Statement {
  sql: string;
  params?: readonly unknown[] | undefined;
}

/** Runs one statement on one connection, and gives the first column of its rows as text. */
export type Session = (sql: string, params?: readonly unknown[]) => Promise<string[]>;

const SAVEPOINT = 'plansight';
/** What PostgreSQL says to a savepoint outside of a transaction (errcodes.txt: no_active_sql_transaction). */
const NO_TRANSACTION = '25P01';

/** Asks for the plan of a statement, and analyses it. */
export async function explain(session: Session, statement: Statement, options: ExplainOptions = {}): Promise<Analysis> {
  const ask = async () => {
    const rows = await session(`EXPLAIN (${words(options)}) ${statement.sql}`, statement.params);
    return rows.join('\n');
  };
  const plan = options.analyze ? await rolledBack(session, ask, options.timeoutMs) : await ask();
  return analyze(plan, { dialect: 'postgres', catalog: options.catalog });
}

function words({ analyze = false, verbose = true, buffers = analyze }: ExplainOptions): string {
  const chosen = { ANALYZE: analyze, VERBOSE: verbose, BUFFERS: buffers };
  const names = Object.entries(chosen)
    .filter(([, wanted]) => wanted)
    .map(([name]) => name);
  return [...names, 'FORMAT JSON'].join(', ');
}

/** Runs a task in a transaction that is rolled back: in one that is open, to where it was before. */
async function rolledBack<T>(session: Session, task: () => Promise<T>, timeoutMs?: number): Promise<T> {
  const inside = await savepoint(session);
  if (!inside) await session('BEGIN');
  try {
    if (timeoutMs !== undefined) await session(`SET LOCAL statement_timeout = ${Math.ceil(timeoutMs)}`);
    return await task();
  } finally {
    await session(inside ? `ROLLBACK TO SAVEPOINT ${SAVEPOINT}` : 'ROLLBACK');
    if (inside) await session(`RELEASE SAVEPOINT ${SAVEPOINT}`);
  }
}

/** Sets a savepoint; false outside of a transaction. */
async function savepoint(session: Session): Promise<boolean> {
  try {
    await session(`SAVEPOINT ${SAVEPOINT}`);
    return true;
  } catch (error) {
    if ((error as { code?: unknown }).code === NO_TRANSACTION) return false;
    throw error;
  }
}
