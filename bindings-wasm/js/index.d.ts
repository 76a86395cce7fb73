import type { Dialect, Report } from "../pkg/report.js";

export type * from "../pkg/report.js";

/** What is known beyond the plan. */
export interface Options {
  /** The engine the plan comes from; without it, the plan's shape tells. */
  dialect?: Dialect | undefined;
  /** What the statement of `plansight catalog-sql` gave: with it, indexes that are there are not proposed. */
  catalog?: string | Uint8Array | undefined;
}

/** What is to be rendered. */
export interface RenderOptions extends Options {
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
