// Makes the viewer out of its parts, into pkg/viewer/: plan-viewer.js (the element, one module) and plansight.html
// (a page, one file). The module and the worker are in both, so that they work from disk and without a server.
//
//     cargo run --package xtask -- wasm && node viewer/build.js
import { createHash } from "node:crypto";
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const read = (path) => readFile(here(path), "utf8");
const out = here("../pkg/viewer/");

/** The examples that the page offers: plans that our own servers printed. */
const EXAMPLES = [
  ["PostgreSQL: a report over three tables", "postgres/15-orders-report.json"],
  ["PostgreSQL: everything at once", "postgres/15-everything.json"],
  ["MySQL: EXPLAIN ANALYZE", "mysql/mysql9-orders-report.tree-analyze.txt"],
  ["MySQL: six joins, not run", "mysql/mysql9-join-six.v1.json"],
  ["MariaDB: ANALYZE, with the client's frame", "mysql/mariadb118-orders-report.analyze.table.txt"],
];

/** Bundles a file; `virtual` gives what modules of the name "plansight/…" hold. */
async function bundle(entry, format, virtual) {
  const parts = {
    name: "parts",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^plansight[./]/ }, ({ path }) => ({ path, namespace: "part" }));
      onLoad({ filter: /.*/, namespace: "part" }, async ({ path }) => ({
        resolveDir: here("."),
        ...(await virtual[path]()),
      }));
    },
  };
  const { outputFiles } = await build({
    entryPoints: [here(entry)],
    bundle: true,
    minify: true,
    write: false,
    format,
    target: ["es2022"],
    loader: { ".css": "text" },
    // The module's default place, which nothing here uses.
    define: { "import.meta.url": '"about:blank"' },
    legalComments: "none",
    plugins: [parts],
  });
  return outputFiles[0].text;
}

const module = await readFile(here("../pkg/web/plansight_bg.wasm"));
const worker = await bundle("worker.js", "iife", {
  "plansight.wasm.gz": () => ({ contents: gzipSync(module, { level: 9 }), loader: "binary" }),
});
const parts = {
  "plansight/worker": () => ({ contents: worker, loader: "text" }),
  // What brings the picture to life, as the core has it.
  "plansight/script": async () => ({ contents: await read("../../core/src/render/html/script.js"), loader: "js" }),
  "plansight/examples": async () => ({ contents: JSON.stringify(await examples()), loader: "json" }),
};

async function examples() {
  return Promise.all(
    EXAMPLES.map(async ([title, path]) => ({ title, plan: await read(`../../testdata/${path}`) })),
  );
}

/** The page. Its policy lets run what is in it, by its hash, and nothing else; and lets nothing out. */
async function page() {
  // HTML reads these words in a script, even in a string.
  const script = (await bundle("page.js", "esm", parts)).replace(/<(?=!--|\/?script)/gi, "\\x3c");
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${createHash("sha256").update(script).digest("base64")}' 'wasm-unsafe-eval'`,
    "worker-src blob:",
    "style-src 'unsafe-inline'",
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const fill = { policy, script, style: await read("page.css") };
  return (await read("page.html")).replace(/\{\{(\w+)\}\}/g, (_, name) => fill[name]);
}

await mkdir(out, { recursive: true });
await writeFile(`${out}plan-viewer.js`, await bundle("plan-viewer.js", "esm", parts));
await writeFile(`${out}plansight.html`, await page());

// npm packs the licences only from beside package.json.
for (const name of ["LICENSE-MIT", "LICENSE-APACHE"]) await copyFile(here(`../../${name}`), here(`../${name}`));
