// The package in Node: what it answers, what it throws, and that it stays small.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { brotliCompressSync, constants } from "node:zlib";
import { ParseError, advise, analyze, catalogSql, render, renderAdvice } from "plansight-wasm";
import { ORDERS, ORDERS_SCAN, bytes, deep, text } from "./testdata.js";

/**
 * What goes over the wire at most, in bytes: everything is in it. The aim is 250,000, of which the rules, the advice and
 * two families of dialects are half as much too much: this holds what is there, 377,000, and two percent.
 */
const BUDGET = 385_000;

test("a plan of text is analysed", () => {
  const { version, plans } = analyze(text(ORDERS));
  assert.equal(version, 1);
  assert.equal(plans.length, 1);
  const [plan] = plans;
  assert.equal(plan.dialect, "postgres");
  assert.equal(plan.nodes[ORDERS_SCAN].relation, "orders");
  assert.equal(plan.findings[0].node, ORDERS_SCAN);
  assert.match(plan.indexes[0].ddl, /^CREATE INDEX CONCURRENTLY ON/);
});

test("bytes are read as text is, in UTF-16 too", () => {
  const report = analyze(text(ORDERS));
  assert.deepEqual(analyze(bytes(ORDERS)), report);
  assert.deepEqual(analyze(new Uint8Array(bytes(ORDERS))), report);
  assert.deepEqual(analyze(Buffer.from(`\uFEFF${text(ORDERS)}`, "utf16le")), report);
});

test("the report as JSON is the same bytes in every language", () => {
  const cases = JSON.parse(text("wire/cases.json"));
  assert.ok(cases.length > 10);
  for (const { name, input, catalog } of cases) {
    const options = { catalog: catalog && text(catalog) };
    assert.ok(`${render(text(input), "json", options)}\n` === text(`wire/${name}.json`), name);
    assert.deepEqual(analyze(text(input), options), JSON.parse(text(`wire/${name}.json`)), name);
  }
});

test("advice for many statements is the same bytes in every language", () => {
  const cases = JSON.parse(text("workload/cases.json"));
  for (const { name, statements, catalog, ...limits } of cases) {
    const given = statements.map(({ input, ...rest }) => ({ plan: text(input), ...rest }));
    const options = { ...limits, catalog: catalog && text(catalog) };
    assert.ok(`${renderAdvice(given, "json", options)}\n` === text(`workload/${name}.json`), name);
    assert.deepEqual(advise(given, options), JSON.parse(text(`workload/${name}.json`)), name);
  }
});

test("a statement is a text or bytes, alone or with its calls", () => {
  const once = advise([text(ORDERS)]);
  assert.deepEqual(once.statements, ["statement 1"]);
  assert.deepEqual(advise(new Set([bytes(ORDERS)])), once);
  assert.equal(advise([{ plan: text(ORDERS), name: "report", calls: 0 }]).before, 0);
  assert.equal(renderAdvice([text(ORDERS)], "ddl"), `${once.indexes[0].index.ddl}\n`);
  assert.match(renderAdvice([text(ORDERS)], "text", { color: true }), /\u001b\[.*Workload: 1 statement/);
  assert.throws(() => advise([text(ORDERS), "{"]), { name: "ParseError", code: "truncated" });
  for (const wrong of [undefined, text(ORDERS), [1], [{ plan: undefined }]]) assert.throws(() => advise(wrong), TypeError);
  assert.throws(() => renderAdvice([], "html"), { name: "TypeError", message: /^expected json, text or ddl, found html$/ });
});

test("text has a width and colours, catalogs a statement", () => {
  assert.match(render(text(ORDERS), "text", { color: true }), /\u001b\[/);
  assert.notEqual(render(text(ORDERS), "text", { width: 60 }), render(text(ORDERS), "text"));
  assert.match(catalogSql("postgres", { schema: "it's" }), /'it''s'/);
  assert.throws(() => catalogSql("oracle"), TypeError);
});

test("every format is rendered", () => {
  const starts = {
    text: /^PostgreSQL plan: 54\.5 ms to execute/,
    html: /^<!DOCTYPE html>/,
    fragment: /^<div class="plansight">/,
    svg: /^<svg /,
    flame: /^<svg /,
    dot: /^digraph /,
    mermaid: /^flowchart /,
    json: /^\{"version":1,/,
  };
  for (const [format, start] of Object.entries(starts)) assert.match(render(text(ORDERS), format), start);
});

test("a text that is no plan is a ParseError with a place", () => {
  const broken = '[\n  {"Plan": {"Node Type": "Seq Scan",\n   "Total Cost": 1e}}]';
  for (const task of [() => analyze(broken), () => render(broken, "text")]) {
    assert.throws(task, (error) => {
      assert.ok(error instanceof ParseError && error instanceof Error);
      assert.equal(error.name, "ParseError");
      const { code, line, column, pointer, excerpt } = error;
      assert.deepEqual({ code, line, column, pointer }, {
        code: "invalid-json",
        line: 3,
        column: 20,
        pointer: "/0/Plan/Total Cost",
      });
      assert.match(excerpt, /"Total Cost": 1e.*\n +\^/);
      assert.match(error.message, /^line 3, column 20: /);
      return true;
    });
  }
  assert.throws(() => analyze(""), { name: "ParseError", code: "empty", line: 1, column: 1, pointer: undefined });
});

test("options are the engine and the catalog", () => {
  assert.throws(() => analyze(text(ORDERS), { dialect: "mysql" }), { code: "other-dialect" });
  assert.equal(analyze(text(ORDERS), { dialect: "postgres" }).plans.length, 1);
  assert.throws(() => analyze(text(ORDERS), { catalog: "[]" }), { code: "not-a-catalog" });
});

test("what is beyond a limit is refused, and values can be left out", () => {
  for (const limits of [{ bytes: 100 }, { depth: 2 }, { nodes: 2 }, { expression: 5 }]) {
    assert.throws(() => analyze(text(ORDERS), { limits }), { name: "ParseError", code: "limit" });
  }
  assert.throws(() => analyze(text(ORDERS), { limits: { leaves: 5 } }), { name: "TypeError", message: /leaves$/ });
  assert.equal(analyze(text(ORDERS), { limits: { nodes: 1000, depth: undefined } }).plans.length, 1);
  for (const format of ["json", "text", "html", "fragment", "svg", "flame", "dot", "mermaid"]) {
    assert.doesNotMatch(render(text(ORDERS), format, { redact: true }), /returned/, format);
  }
  assert.match(render(text(ORDERS), "json"), /returned/);
});

test("arguments of another type are refused in words", () => {
  assert.throws(() => analyze(17), { name: "TypeError", message: "expected a string or a Uint8Array, found number" });
  assert.throws(() => analyze(text(ORDERS), { dialect: "oracle" }), {
    name: "TypeError",
    message: "expected postgres, mysql or mariadb, found oracle",
  });
  assert.throws(() => render(text(ORDERS), "pdf"), { name: "TypeError", message: /^expected .*svg.*, found pdf$/ });
});

test("100,000 levels are read and rendered", () => {
  const plan = deep(100_000);
  assert.equal(analyze(plan).plans[0].nodes.length, 100_000);
  for (const format of ["text", "fragment"]) assert.ok(render(plan, format).length > 1_000_000, format);
  // And the module is whole after it.
  assert.equal(analyze(text(ORDERS)).plans.length, 1);
});

test("CommonJS requires the same package", () => {
  const required = createRequire(import.meta.url)("plansight-wasm");
  assert.equal(required.analyze, analyze);
});

test(`the module is at most ${BUDGET} bytes over the wire`, (t) => {
  for (const target of ["web", "bundler", "node"]) {
    const module = readFileSync(new URL(`../pkg/${target}/plansight_bg.wasm`, import.meta.url));
    const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT } = constants;
    const params = { [BROTLI_PARAM_QUALITY]: 11, [BROTLI_PARAM_SIZE_HINT]: module.length };
    const size = brotliCompressSync(module, { params }).length;
    t.diagnostic(`${target}: ${module.length} bytes, ${size} in brotli`);
    assert.ok(size <= BUDGET, `${target}: expected at most ${BUDGET} bytes in brotli, found ${size}`);
  }
});
