// WebAssembly in Node beside native code, in one run, medians in milliseconds; and the module's sizes.
//
//     npm run build && npm run bench
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { analyze, render } from "plansight-wasm";
import { ORDERS, bytes, wide } from "../tests/testdata.js";

/** How long each plan is analysed again and again, in milliseconds. */
const TIME = 2000;

const plans = [
  ["PostgreSQL, 8 nodes", bytes(ORDERS)],
  ["PostgreSQL, all kinds", bytes("postgres/15-everything.json")],
  ["MySQL version 2", bytes("mysql/mysql9-orders-report.v2-analyze.json")],
  ["MariaDB", bytes("mysql/mariadb118-join-six.analyze.json")],
  ["127 nodes", Buffer.from(wide(127))],
  ["1,023 nodes", Buffer.from(wide(1023))],
  ["8,191 nodes", Buffer.from(wide(8191))],
];

function median(task) {
  const times = [];
  for (const end = performance.now() + TIME; times.length < 5 || performance.now() < end; ) {
    const start = performance.now();
    task();
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[times.length >> 1];
}

const cargo = ["run", "--quiet", "--release", "--locked", "--package", "plansight-wasm", "--example", "native", "--"];
const folder = mkdtempSync(join(tmpdir(), "plansight-bench-"));
execFileSync("cargo", cargo, { stdio: "inherit" });
console.log("plan                      bytes    native   json   ratio  analyze   ratio  JSON.parse of the plan");
for (const [name, plan] of plans) {
  const file = join(folder, "plan");
  writeFileSync(file, plan);
  const native = Number(execFileSync("cargo", [...cargo, file], { encoding: "utf8" }));
  const json = median(() => render(plan, "json"));
  const whole = median(() => analyze(plan));
  let parse = NaN;
  try {
    parse = median(() => JSON.parse(plan));
  } catch {
    // MariaDB's keys repeat, MySQL's tree is no JSON.
  }
  const [n, j, w, p] = [native, json, whole, parse].map((ms) => ms.toFixed(3));
  console.log(
    `${name.padEnd(22)} ${String(plan.length).padStart(8)} ${n.padStart(9)} ${j.padStart(8)} ${(json / native).toFixed(2).padStart(5)} ${w.padStart(8)} ${(whole / native).toFixed(2).padStart(7)} ${p.padStart(9)}`,
  );
}
rmSync(folder, { recursive: true });

for (const path of ["web/plansight_bg.wasm", "web/plansight.js", "viewer/plan-viewer.js", "viewer/plansight.html"]) {
  const file = readFileSync(new URL(`../pkg/${path}`, import.meta.url));
  console.log(`${path.padEnd(22)} ${file.length} bytes, gzip ${gzipSync(file, { level: 9 }).length}, brotli ${brotliCompressSync(file).length}`);
}
