/** Reads query plans, costs every node, finds what is wrong, proposes indexes. Everything is computed in the addon. */

import type * as native from '../native';
import { addon } from './addon';
import type {
  Dialect,
  ErrorReport,
  FindingReport,
  IndexReport,
  PlanReport,
  Report,
  WorkloadIndexReport,
  WorkloadReport,
} from './report';

export type * from './report';

/**
 * A text however it was pasted, its bytes (UTF-8, or UTF-16 with a byte order mark), or what a driver has parsed.
 * What `JSON.parse` loses is lost then: repeated keys, which MariaDB up to 10.5 writes, and digits beyond 2^53.
 */
export type Input = string | Uint8Array | object;

/** How much of a text may be read; more is a `ParseError` with the code `limit`. */
export interface Limits {
  /** Bytes of text. Default: 2^30; never more than 2^31 - 1. */
  bytes?: number | undefined;
  /** Levels of JSON, of which a plan has two for each of its own. Default: 1,000,000. */
  depth?: number | undefined;
  /** Nodes of one plan. Default: 10,000,000. */
  nodes?: number | undefined;
  /** Bytes of one condition, sort key or other expression. Default: 2^24. */
  expression?: number | undefined;
}

export interface Options {
  /** The engine that the plan comes from; without it, the plan's shape tells. */
  dialect?: Dialect | undefined;
  /** What is known of the tables: no index is proposed that is there. A `Catalog` is read once for many plans. */
  catalog?: Catalog | Input | undefined;
  /**
   * Leaves the values in conditions and statements out of all that is made of the plan: `$?` (in plans of MySQL and
   * MariaDB `?`) stands for each. Names and figures stay; indexes are proposed as for a statement that is prepared.
   */
  redact?: boolean | undefined;
  /** How much may be read. */
  limits?: Limits | undefined;
}

/** A statement of a workload. */
export interface Statement {
  /** Its plan, or an analysis of it: of several plans, each counts as a statement. */
  plan: Analysis | Input;
  /** How often it runs, in whatever time the others are counted for. Default: 1. */
  calls?: number | undefined;
  /** What it is called in the advice. Default: `statement` and its place, from 1. */
  name?: string | undefined;
}

export interface WorkloadOptions extends Options {
  /** The most bytes that the indexes may take together, as they are estimated. */
  maxBytes?: number | undefined;
  /** The most indexes. */
  maxIndexes?: number | undefined;
}

export interface TextOptions {
  /** In characters. */
  width?: number | undefined;
  /** With escape sequences for a terminal. */
  color?: boolean | undefined;
}

export interface PictureOptions {
  /** Which of the analysis's plans, from 0. Default: the first. */
  plan?: number | undefined;
}

/** What was pasted is not a plan (or catalog) that can be read: what it is instead, where that shows, what to do. */
export class ParseError extends Error {
  override readonly name = 'ParseError';
  /** The stable name of the kind, such as `truncated`. */
  readonly code: string;
  /** The line where it shows, from 1. */
  readonly line: number;
  /** The column, from 1, in characters. */
  readonly column: number;
  /** The place in the document as a JSON pointer (RFC 6901), such as `/0/Plan/Plans/1`; undefined outside JSON. */
  readonly pointer: string | undefined;
  /** The line where it shows, with a caret below the place; empty where there is none. */
  readonly excerpt: string;

  /** @internal */
  constructor({ message, code, line, column, pointer, excerpt }: ErrorReport) {
    super(message);
    this.code = code;
    this.line = line;
    this.column = column;
    this.pointer = pointer ?? undefined;
    this.excerpt = excerpt;
  }
}

/** What is known of a database beyond its plans: the document that the statement of `catalogSql` gives. */
export class Catalog {
  readonly #native: native.Catalog;

  /** @throws {ParseError} where the document is no catalog */
  constructor(document: Input) {
    this.#native = known(addon.readCatalog(text(document)));
  }

  /** @internal */
  static read(given: Catalog | Input | undefined): native.Catalog | undefined {
    if (given === undefined) return undefined;
    return (given instanceof Catalog ? given : new Catalog(given)).#native;
  }
}

/** What was found in a text: its plans, each costed and judged. `console.log` prints it as a page. */
export class Analysis {
  readonly #native: native.Analysis;
  #report: Report | undefined;

  /** @internal */
  constructor(handle: native.Analysis) {
    this.#native = handle;
  }

  /** @internal */
  static handle(analysis: Analysis): native.Analysis {
    return analysis.#native;
  }

  /** The whole report as plain data, made when it is first asked for. */
  get report(): Report {
    return (this.#report ??= JSON.parse(this.#native.toJson()) as Report);
  }

  /** The plans in the order of the text: zero to many. */
  get plans(): PlanReport[] {
    return this.report.plans;
  }

  /** What is wrong, plan by plan, worst first. */
  get findings(): FindingReport[] {
    return this.plans.flatMap((plan) => plan.findings);
  }

  /** The indexes to create, plan by plan, best first. */
  get indexes(): IndexReport[] {
    return this.plans.flatMap((plan) => plan.indexes);
  }

  /** The report as JSON text: the same bytes in every language. */
  toJson(): string {
    return this.#native.toJson();
  }

  /** For `JSON.stringify`. */
  toJSON(): Report {
    return this.report;
  }

  /** The page that the command `plansight` prints. */
  toText({ width, color }: TextOptions = {}): string {
    return this.#native.toText(width, color);
  }

  /** A page of HTML that stands alone; `fragment`: a part of another page, for notebooks and viewers. */
  toHtml({ fragment }: { fragment?: boolean | undefined } = {}): string {
    return this.#native.toHtml(fragment);
  }

  /** A plan as a picture: its tree, or with `flame` a flame graph of exclusive time. `plan`: which of `plans`, from 0. */
  toSvg({ flame, plan }: PictureOptions & { flame?: boolean | undefined } = {}): string {
    return this.#draw(flame ? 'flame' : 'svg', plan);
  }

  /** A plan as a graph for Graphviz. */
  toDot({ plan }: PictureOptions = {}): string {
    return this.#draw('dot', plan);
  }

  /** A plan as a flowchart for Mermaid. */
  toMermaid({ plan }: PictureOptions = {}): string {
    return this.#draw('mermaid', plan);
  }

  #draw(picture: string, plan = 0): string {
    const drawn = this.#native.draw(picture, plan);
    if (drawn === null) throw new RangeError(`expected a plan below ${this.plans.length}, found ${plan}`);
    return drawn;
  }

  /** @internal */
  [Symbol.for('nodejs.util.inspect.custom')](_depth: number, { colors }: { colors?: boolean }): string {
    return this.toText({ color: colors });
  }
}

/** One set of indexes for many statements. `console.log` prints it as a page. */
export class WorkloadAdvice {
  readonly #native: native.Advice;
  #report: WorkloadReport | undefined;

  /** @internal */
  constructor(handle: native.Advice) {
    this.#native = handle;
  }

  /** The whole report as plain data, made when it is first asked for. */
  get report(): WorkloadReport {
    return (this.#report ??= JSON.parse(this.#native.toJson()) as WorkloadReport);
  }

  /** The indexes in the order in which they are worth it, with what each saves, and whom it helps. */
  get indexes(): WorkloadIndexReport[] {
    return this.report.indexes;
  }

  /** The report as JSON text: the same bytes in every language. */
  toJson(): string {
    return this.#native.toJson();
  }

  /** For `JSON.stringify`. */
  toJSON(): WorkloadReport {
    return this.report;
  }

  /** The statements that create the indexes. */
  toDdl(): string {
    return this.indexes.map(({ index }) => `${index.ddl}\n`).join('');
  }

  /** The page that the command `plansight workload` prints. */
  toText({ width, color }: TextOptions = {}): string {
    return this.#native.toText(width, color);
  }

  /** @internal */
  [Symbol.for('nodejs.util.inspect.custom')](_depth: number, { colors }: { colors?: boolean }): string {
    return this.toText({ color: colors });
  }
}

/**
 * Analyses every plan in a text.
 *
 * @throws {ParseError} where no plan can be read
 */
export function analyze(input: Input, options: Options = {}): Analysis {
  return new Analysis(known(addon.analyze(text(input), reading(options), Catalog.read(options.catalog))));
}

/**
 * The same on another thread, while the event loop goes on. Rejects with the signal's reason when that aborts; an
 * analysis that has begun by then runs to its end unseen.
 */
export async function analyzeAsync(
  input: Input,
  { signal, ...options }: Options & { signal?: AbortSignal | undefined } = {},
): Promise<Analysis> {
  signal?.throwIfAborted();
  // A controller of this call alone: the addon takes the handler of the signal that it is given.
  const queue = new AbortController();
  const work = addon.analyzeAsync(text(input), reading(options), Catalog.read(options.catalog), undefined, queue.signal);
  const outcome = await (signal ? unlessAborted(work, signal, queue) : work);
  return new Analysis(known(outcome));
}

/**
 * One set of indexes for many statements: each index weighed beside those before it, by what it saves for its size.
 *
 * @throws {ParseError} where a plan cannot be read
 */
export function advise(
  statements: Iterable<Statement | Analysis | Input>,
  { catalog, maxBytes, maxIndexes, ...options }: WorkloadOptions = {},
): WorkloadAdvice {
  const { plans, names, calls } = workload(statements);
  const handles = plans.map((plan) =>
    plan instanceof Analysis ? Analysis.handle(plan) : known(addon.analyze(text(plan), reading(options), undefined, false)),
  );
  return new WorkloadAdvice(addon.advise(handles, { names, calls, maxBytes, maxIndexes }, Catalog.read(catalog)));
}

/** The same on other threads, while the event loop goes on. Rejects with the signal's reason when that aborts. */
export async function adviseAsync(
  statements: Iterable<Statement | Analysis | Input>,
  { catalog, maxBytes, maxIndexes, signal, ...options }: WorkloadOptions & { signal?: AbortSignal | undefined } = {},
): Promise<WorkloadAdvice> {
  signal?.throwIfAborted();
  const queue = new AbortController();
  const { plans, names, calls } = workload(statements);
  const tables = Catalog.read(catalog);
  const work = Promise.all(
    plans.map(async (plan) =>
      plan instanceof Analysis
        ? Analysis.handle(plan)
        : known(await addon.analyzeAsync(text(plan), reading(options), undefined, false)),
    ),
  ).then((handles) => addon.adviseAsync(handles, { names, calls, maxBytes, maxIndexes }, tables, queue.signal));
  return new WorkloadAdvice(await (signal ? unlessAborted(work, signal, queue) : work));
}

function workload(statements: Iterable<Statement | Analysis | Input>) {
  if (typeof statements !== 'object' || statements === null || statements instanceof Uint8Array) {
    throw new TypeError(`expected a list of statements, found ${typeof statements}`);
  }
  const all = Array.from(statements, (given): Statement => (isStatement(given) ? given : { plan: given }));
  return {
    plans: all.map(({ plan }) => plan),
    names: all.map(({ name }) => name),
    calls: all.map(({ calls = 1 }) => calls),
  };
}

function isStatement(given: Statement | Analysis | Input): given is Statement {
  return typeof given === 'object' && given !== null && Object.hasOwn(given, 'plan');
}

function unlessAborted<T>(work: Promise<T>, signal: AbortSignal, queue: AbortController): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      reject(signal.reason);
      queue.abort();
    };
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

/** The page of text for every plan in a text. */
export function toText(input: Input, options?: Options & TextOptions): string {
  return analyze(input, options).toText(options);
}

/** The page of HTML for every plan in a text. */
export function toHtml(input: Input, options?: Options & { fragment?: boolean | undefined }): string {
  return analyze(input, options).toHtml(options);
}

/** A plan in a text as a picture. */
export function toSvg(input: Input, options?: Options & PictureOptions & { flame?: boolean | undefined }): string {
  return analyze(input, options).toSvg(options);
}

/** The statement that gives the catalog of a database: read-only, one row, one column. */
export function catalogSql(
  dialect: Dialect,
  {
    noValues,
    schema,
  }: { /** No values out of the tables. */ noValues?: boolean; /** Of one only. */ schema?: string } = {},
): string {
  return addon.catalogSql(dialect, noValues, schema);
}

/** The options as the addon takes them, which knows no undefined number. */
function reading({ dialect, redact, limits = {} }: Options): native.Reading {
  const given = Object.entries(limits).filter((limit): limit is [string, number] => limit[1] !== undefined);
  return { dialect, redact, limits: Object.fromEntries(given) };
}

/** What was read, or the error thrown. */
function known<T extends object>(outcome: T | native.Failed): T {
  if (typeof outcome === 'string') throw new ParseError(JSON.parse(outcome) as ErrorReport);
  return outcome;
}

function text(input: Input): string | Uint8Array {
  if (typeof input === 'string' || input instanceof Uint8Array) return input;
  if (typeof input === 'object' && input !== null) return JSON.stringify(input);
  throw new TypeError(`expected a string, a Buffer or a parsed plan, found ${input === null ? 'null' : typeof input}`);
}
