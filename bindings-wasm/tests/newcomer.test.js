// The first steps of README.md, in an empty folder, against the package as npm packs it.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { start } from "./chromium.js";
import { ORDERS, text } from "./testdata.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const readme = readFileSync(join(root, "README.md"), "utf8");

/** The code of a README's fence that begins with a comment of this name. */
function code(name) {
  const found = new RegExp(`\`\`\`\\w+\\n(?://|#|<!--) ${name}.*\\n([\\s\\S]*?)\`\`\``).exec(readme);
  assert.ok(found, `README.md has ${name}`);
  return found[1];
}

const run = (command, ...arguments_) => execFileSync(command, arguments_, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
let folder;

before(() => {
  folder = mkdtempSync(join(tmpdir(), "plansight-newcomer-"));
  const [{ filename }] = JSON.parse(execFileSync("npm", ["pack", "--json", "--pack-destination", folder], { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
  writeFileSync(join(folder, "package.json"), '{"private": true}');
  writeFileSync(join(folder, "plan.json"), text(ORDERS));
  run("npm", "install", "--no-audit", "--no-fund", `./${filename}`);
});
after(() => rmSync(folder, { recursive: true, force: true }));

test("the package holds what it names, and no more", () => {
  const installed = join(folder, "node_modules/plansight-wasm");
  const { exports } = JSON.parse(readFileSync(join(installed, "package.json"), "utf8"));
  const named = Object.values(exports).flatMap((entry) => (typeof entry === "string" ? [entry] : Object.values(entry)));
  for (const file of named) assert.ok(readFileSync(join(installed, file)).length > 0, file);
  assert.deepEqual(readdirSync(installed).sort(), ["LICENSE-APACHE", "LICENSE-MIT", "README.md", "js", "package.json", "pkg"]);
});

test("in Node", () => {
  writeFileSync(join(folder, "node.mjs"), code("In Node"));
  assert.match(run("node", "node.mjs"), /orders .*reads 300,000 rows[\s\S]*CREATE INDEX CONCURRENTLY ON/);
});

test("in TypeScript, with every type that is promised", () => {
  writeFileSync(join(folder, "types.ts"), readFileSync(join(root, "tests/types.ts")));
  const tsc = join(root, "node_modules/.bin/tsc");
  for (const [module, resolution] of [["nodenext", "nodenext"], ["esnext", "bundler"]]) {
    run(tsc, "--noEmit", "--strict", "--target", "es2022", "--lib", "es2022,dom", "--types", "", "--module", module, "--moduleResolution", resolution, "types.ts");
  }
  writeFileSync(join(folder, "wrong.ts"), 'import { analyze } from "plansight-wasm";\nanalyze("", { dialect: "oracle" });\n');
  assert.throws(() => run(tsc, "--noEmit", "--strict", "--types", "", "--module", "nodenext", "wrong.ts"), ({ stdout }) => /"oracle"/.test(stdout));
});

test("with webpack, in a browser", async () => {
  const { default: webpack } = await import("webpack");
  writeFileSync(join(folder, "bundled.js"), `globalThis.plan = ${JSON.stringify(text(ORDERS))};\n${code("With a bundler")}`);
  const stats = await new Promise((resolve, reject) => {
    webpack({ mode: "production", context: folder, entry: "./bundled.js", output: { path: join(folder, "webpack"), publicPath: "/" }, experiments: { asyncWebAssembly: true }, performance: { hints: false } }, (error, stats) => (error ? reject(error) : resolve(stats)));
  });
  assert.ok(!stats.hasErrors(), stats.toString("errors-only"));
  writeFileSync(join(folder, "webpack/index.html"), '<!doctype html><script type="module" src="/main.js"></script>');
  await inBrowser(join(folder, "webpack"));
});

test("with Vite, in a browser", async () => {
  const { build } = await import("vite");
  writeFileSync(join(folder, "index.html"), '<!doctype html><script type="module" src="/web.js"></script>');
  writeFileSync(join(folder, "web.js"), `globalThis.plan = ${JSON.stringify(text(ORDERS))};\n${code("Anywhere in a browser")}`);
  await build({ root: folder, logLevel: "error", build: { target: "esnext" } });
  await inBrowser(join(folder, "dist"));
});

test("without any bundler, in a browser", async () => {
  const script = code("Anywhere in a browser").replace("plansight-wasm/web", "/js/web.js");
  writeFileSync(join(folder, "node_modules/plansight-wasm/index.html"), `<!doctype html><script type="module">globalThis.plan = ${JSON.stringify(text(ORDERS)).replaceAll("<", "\\u003c")};\n${script}</script>`);
  await inBrowser(join(folder, "node_modules/plansight-wasm"));
});

test("<plan-viewer>, in a browser", async () => {
  const chromium = await start();
  try {
    chromium.pages.set("/", `<!doctype html>${code("As an element").replace("PLAN", text(ORDERS).replaceAll('"', "&quot;"))}`);
    const page = await chromium.browser.newPage();
    await page.goto(chromium.origin);
    await page.locator("plan-viewer .row").nth(7).waitFor();
  } finally {
    await chromium.stop();
  }
});

/** Serves a folder and waits for what the README's code writes into the page's title. */
async function inBrowser(out) {
  const chromium = await start();
  try {
    for (const file of readdirSync(out, { recursive: true })) {
      if (/\.\w+$/.test(file)) chromium.pages.set(`/${file.replace(/index\.html$/, "")}`, readFileSync(join(out, file)));
    }
    const page = await chromium.browser.newPage();
    await page.goto(chromium.origin);
    await page.waitForFunction(() => document.title.startsWith("CREATE INDEX"));
  } finally {
    await chromium.stop();
  }
}
