/** For libraries that make their SQL only when they send it: a task's first statement is explained instead of sent. */

import { AsyncLocalStorage } from 'node:async_hooks';

import type { Analysis } from './index';
import { type ExplainOptions, type Session, type Statement, explain } from './session';

/** What waits for a statement. */
interface Waiting {
  options: ExplainOptions | undefined;
  analysis: Analysis | undefined;
}

/** Thrown in the statement's place, through the library, so that nothing after it happens either. */
class Explained extends Error {
  constructor() {
    super('the statement was explained instead of run');
  }
}

const scope = new AsyncLocalStorage<Waiting>();

/** Whether statements are to be explained here. */
export function isWaiting(): boolean {
  return scope.getStore() !== undefined;
}

/** Explains a statement in its place, and never returns. */
export async function insteadOf(session: Session, statement: Statement): Promise<never> {
  const waiting = scope.getStore();
  if (waiting && !waiting.analysis) waiting.analysis = await explain(session, statement, waiting.options);
  throw new Explained();
}

/** Runs a task up to its first statement, and gives the analysis of that. */
export async function firstStatement(task: () => PromiseLike<unknown>, options?: ExplainOptions): Promise<Analysis> {
  const waiting: Waiting = { options, analysis: undefined };
  try {
    await scope.run(waiting, async () => await task());
  } catch (error) {
    // The library may have wrapped what was thrown.
    if (!waiting.analysis) throw error;
  }
  if (!waiting.analysis) throw new TypeError('expected a task that sends a statement, found one that sends none');
  return waiting.analysis;
}
