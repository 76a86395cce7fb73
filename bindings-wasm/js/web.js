// For browsers, and for bundlers that copy `new URL("….wasm", import.meta.url)`: to be initialised first.
import initialize, * as wasm from "../pkg/web/plansight.js";
import { front } from "./front.js";

export { ParseError } from "./front.js";
export const { advise, analyze, catalogSql, render, renderAdvice } = front(wasm);

/** Fetches and compiles the module: once, however often it is called. */
export default async function init(source) {
  await initialize(source === undefined ? undefined : { module_or_path: source });
}
