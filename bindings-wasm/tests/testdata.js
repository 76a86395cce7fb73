// Plans that our own servers printed, and plans made larger out of them.
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const path = (name) => fileURLToPath(new URL(`../../testdata/${name}`, import.meta.url));

export const bytes = (name) => readFileSync(path(name));
export const text = (name) => readFileSync(path(name), "utf8");
export const has = (name) => existsSync(path(name));

/** The main job, of PostgreSQL. */
export const ORDERS = "postgres/15-orders-report.json";

/** The number of its node that reads too much. */
export const ORDERS_SCAN = 4;

/** A plan of many nodes (a power of two, less one) that nothing lets fold: joins of joins of scans with times. */
export function wide(nodes) {
  const scans = (nodes + 1) / 2;
  let level = Array.from({ length: scans }, (_, at) => ({
    ...node("Seq Scan", 1 + (at % 7)),
    "Relation Name": `table_${at}`,
    Alias: `table_${at}`,
    Filter: `((status = 'open'::text) AND (id > ${at}))`,
  }));
  while (level.length > 1) {
    const above = [];
    for (let at = 0; at < level.length; at += 2) {
      const inputs = level.slice(at, at + 2);
      const time = inputs.reduce((sum, input) => sum + input["Actual Total Time"], 0.5);
      above.push({ ...node("Nested Loop", time), "Join Type": "Inner", Plans: inputs });
    }
    level = above;
  }
  return JSON.stringify([{ Plan: level[0], "Execution Time": level[0]["Actual Total Time"] }]);
}

function node(type, time) {
  return {
    "Node Type": type,
    "Parent Relationship": "Outer",
    "Startup Cost": 0,
    "Total Cost": time * 100,
    "Plan Rows": 100,
    "Plan Width": 8,
    "Actual Startup Time": 0.01,
    "Actual Total Time": time,
    "Actual Rows": 80,
    "Actual Loops": 1,
  };
}

/** A plan as deep as it has nodes. */
export function deep(levels) {
  const open = '{"Node Type": "Materialize", "Parent Relationship": "Outer", "Total Cost": 9.5, "Plan Rows": 3, "Plans": [';
  return `[{"Plan": ${open.repeat(levels - 1)}{"Node Type": "Result", "Total Cost": 9.5}${"]}".repeat(levels - 1)}}]`;
}
