// For Node: the module is read from disk when this one is imported.
import * as wasm from "../pkg/node/plansight.js";
import { front } from "./front.js";

export { ParseError } from "./front.js";
export const { advise, analyze, catalogSql, render, renderAdvice } = front(wasm);
