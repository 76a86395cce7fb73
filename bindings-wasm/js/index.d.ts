import type { Dialect, Report, WorkloadReport } from "../pkg/report.js";

export type * from "../pkg/report.js";

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

/** What is known beyond the plan, and how it is read. */
export interface Options {
  /** The engine the plan comes from; without it, the plan's shape tells. */
  dialect?: Dialect | undefined;
  /** What the statement of `plansight catalog-sql` gave: with it, indexes that are there are not proposed. */
  catalog?: string | Uint8Array | undefined;
  /**
   * Leaves the values in conditions and statements out of all that is made of the plan: `$?` (in plans of MySQL and
   * MariaDB `?`) stands for each. Names and figures stay; indexes are proposed as for a statement that is prepared.
   */
  redact?: boolean | undefined;
  /** How much may be read. */
  limits?: Limits | undefined;
}

/** How text is written. */
export interface TextOptions {
  /** In characters. */
  width?: number | undefined;
  /** With escape sequences for a terminal. */
  color?: boolean | undefined;
}

/** What is to be rendered. */
export interface RenderOptions extends Options, TextOptions {
  /** Which plan of the text formats that hold one show, from 0. Default: the first. */
  place?: number | undefined;
}

/**
 * How plans are rendered.
 *
 * - `json`: the report, byte for byte what every other front gives.
 * - `text`: for a terminal.
 * - `html`: a page in one file.
 * - `fragment`: an element for a page of yours, with its style; `<plan-viewer>` brings it to life.
 * - `svg`, `flame`: a picture of one plan: its tree, or where its time went.
 * - `dot`, `mermaid`: one plan for other tools.
 */
export type Format = "json" | "text" | "html" | "fragment" | "svg" | "flame" | "dot" | "mermaid";

/**
 * Analyses every plan in a text.
 *
 * @param plan What EXPLAIN printed, however it was pasted; bytes are UTF-8, or UTF-16 with a byte order mark.
 * @throws {ParseError} where no plan can be read.
 */
export function analyze(plan: string | Uint8Array, options?: Options): Report;

/**
 * Renders every plan in a text.
 *
 * @throws {ParseError} where no plan can be read.
 */
export function render(plan: string | Uint8Array, format: Format, options?: RenderOptions): string;

/** A statement of a workload. */
export interface Statement {
  /** Its plan: of several in a text, each counts as a statement. */
  plan: string | Uint8Array;
  /** How often it runs, in whatever time the others are counted for. Default: 1. */
  calls?: number | undefined;
  /** What it is called in the advice. Default: `statement` and its place, from 1. */
  name?: string | undefined;
}

/** What is known beyond the plans, and what a set of indexes may be. */
export interface WorkloadOptions extends Options {
  /** The most bytes that the indexes may take together, as they are estimated. */
  maxBytes?: number | undefined;
  /** The most indexes. */
  maxIndexes?: number | undefined;
}

/**
 * One set of indexes for many statements: each index weighed beside those before it, by what it saves for its size.
 *
 * @throws {ParseError} where a plan cannot be read.
 */
export function advise(
  statements: Iterable<Statement | string | Uint8Array>,
  options?: WorkloadOptions,
): WorkloadReport;

/**
 * The same as `json` (byte for byte what every other front gives), as `text` for a terminal, or as `ddl`: the statements
 * that create the indexes.
 *
 * @throws {ParseError} where a plan cannot be read.
 */
export function renderAdvice(
  statements: Iterable<Statement | string | Uint8Array>,
  format: "json" | "text" | "ddl",
  options?: WorkloadOptions & TextOptions,
): string;

/** The statement that gives the catalog of a database: read-only, one row, one column. */
export function catalogSql(
  dialect: Dialect,
  options?: { /** No values out of the tables. */ noValues?: boolean; /** Of one only. */ schema?: string },
): string;

/** What was pasted is not a plan that can be read: what it is instead, and where that shows. */
export class ParseError extends Error {
  /** The stable name of the kind, such as `truncated`. */
  readonly code: string;
  /** The line where it shows, from 1. */
  readonly line: number;
  /** The column, from 1, in characters. */
  readonly column: number;
  /** The place in the document as a JSON pointer (RFC 6901); none outside JSON. */
  readonly pointer: string | undefined;
  /** The line where it shows, with a caret below the place. */
  readonly excerpt: string;
}
