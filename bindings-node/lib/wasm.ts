/**
 * What the addon gives, by `plansight-wasm`: where no addon loads. The same code and the same bytes, slower, and on the
 * event loop's own thread. The module keeps nothing, so what is asked for is made anew from the text.
 */

import { setImmediate } from 'node:timers/promises';

import type * as native from '../native';

/** As much of `plansight-wasm` as is used here. */
interface Wasm {
  render(plan: native.Input, format: string, options: object): string;
  renderAdvice(statements: object[], format: string, options: object): string;
  catalogSql(dialect: string, options: object): string;
}

type Maybe<T> = T | null | undefined;

/** What is used of the addon: its functions. */
export type Addon = Pick<
  typeof native,
  'analyze' | 'analyzeAsync' | 'advise' | 'adviseAsync' | 'readCatalog' | 'catalogSql'
>;

/** The functions of the addon, over those of the package. */
export function overWasm(wasm: Wasm): Addon {
  class Analysis {
    readonly #json: string;

    constructor(
      readonly plan: native.Input,
      readonly options: native.Reading & { catalog: native.Input | undefined },
    ) {
      this.#json = this.#render('json');
    }

    #render(format: string, more: object = {}): string {
      return wasm.render(this.plan, format, { ...this.options, ...more });
    }

    toJson(): string {
      return this.#json;
    }

    toText(width?: Maybe<number>, color?: Maybe<boolean>): string {
      return this.#render('text', textOptions(width, color));
    }

    toHtml(fragment?: Maybe<boolean>): string {
      return this.#render(fragment ? 'fragment' : 'html');
    }

    draw(picture: string, place: number): string | null {
      return this.#render(picture, { place }) || null;
    }
  }

  class Catalog {
    constructor(readonly document: native.Input) {
      // Read for its errors.
      wasm.renderAdvice([], 'ddl', { catalog: document });
    }
  }

  class Advice {
    readonly #json: string;

    constructor(
      readonly statements: object[],
      readonly options: object,
    ) {
      this.#json = this.#render('json');
    }

    #render(format: string, more: object = {}): string {
      return wasm.renderAdvice(this.statements, format, { ...this.options, ...more });
    }

    toJson(): string {
      return this.#json;
    }

    toText(width?: Maybe<number>, color?: Maybe<boolean>): string {
      return this.#render('text', textOptions(width, color));
    }
  }

  const analyze: typeof native.analyze = (plan, reading, catalog) =>
    outcome(() => new Analysis(plan, { ...reading, catalog: documentOf(catalog) }));

  const advise: typeof native.advise = (analyses, { names, calls, maxBytes, maxIndexes }, catalog) => {
    const read = analyses as Analysis[];
    const statements = read.map(({ plan }, at) => ({ plan, name: names[at], calls: calls[at] }));
    const dialects = new Set(read.map(({ options }) => options.dialect));
    const dialect = dialects.size === 1 ? [...dialects][0] : undefined;
    const redact = read.some(({ options }) => options.redact);
    const options = { dialect, redact, limits: read[0]?.options.limits, catalog: documentOf(catalog) };
    return new Advice(statements, { ...options, maxBytes, maxIndexes });
  };

  const documentOf = (catalog: Maybe<native.Catalog>) => (catalog as Maybe<Catalog>)?.document;

  return {
    analyze,
    advise,
    analyzeAsync: (plan, reading, catalog, _, signal) => later(() => analyze(plan, reading, catalog), signal),
    adviseAsync: (analyses, wanted, catalog, signal) => later(() => advise(analyses, wanted, catalog), signal),
    readCatalog: (document) => outcome(() => new Catalog(document)),
    catalogSql: (engine, noValues, schema) =>
      wasm.catalogSql(engine, { noValues: noValues ?? false, schema: schema ?? undefined }),
  };
}

function textOptions(width: Maybe<number>, color: Maybe<boolean>) {
  return { width: width ?? undefined, color: color ?? false };
}

/** What a task gives, or the report of its error as the addon gives it. */
function outcome<T>(task: () => T): T | native.Failed {
  try {
    return task();
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'ParseError') throw error;
    const { code, message, line, column, pointer = null, excerpt } = error as Error & Record<string, unknown>;
    return JSON.stringify({ code, message, line, column, pointer, excerpt });
  }
}

/** A task in the next turn of the event loop, unless it is aborted by then. */
async function later<T>(task: () => T, signal: Maybe<AbortSignal>): Promise<T> {
  await setImmediate();
  signal?.throwIfAborted();
  return task();
}
