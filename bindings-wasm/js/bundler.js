// For bundlers that import .wasm files as modules.
import * as wasm from "../pkg/bundler/plansight.js";
import { front } from "./front.js";

export { ParseError } from "./front.js";
export const { advise, analyze, catalogSql, render, renderAdvice } = front(wasm);
