// A headless Chromium, for one test file.
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

const TYPES = { js: "text/javascript", wasm: "application/wasm" };

/** The folder of the built viewer. */
export const viewer = fileURLToPath(new URL("../pkg/viewer/", import.meta.url));

function executable() {
  const names = process.env.CHROMIUM ? [process.env.CHROMIUM] : NAMES;
  const folders = ["", ...process.env.PATH.split(delimiter)];
  const found = folders.flatMap((folder) => names.map((name) => join(folder, name))).find(existsSync);
  if (!found) throw new Error("expected Chromium: on Debian apt-get install chromium, or name one in CHROMIUM");
  return resolve(found);
}

/** A browser with an empty profile, and a server of pages whose requests are kept. */
export async function start(options = {}) {
  const profile = mkdtempSync(join(tmpdir(), "plansight-viewer-"));
  const browser = await chromium.launchPersistentContext(profile, {
    executablePath: executable(),
    headless: true,
    args: FLAGS,
    permissions: ["clipboard-read", "clipboard-write"],
    viewport: { width: 1280, height: 900 },
    ...options,
  });
  const requests = [];
  const pages = new Map();
  const server = createServer((request, response) => {
    requests.push(request.url);
    const file = pages.get(request.url) ?? readViewer(request.url);
    if (file === undefined) return response.writeHead(404).end();
    const [, extension] = /\.(\w+)$/.exec(request.url) ?? [];
    response.writeHead(200, { "content-type": TYPES[extension] ?? "text/html" }).end(file);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    browser,
    requests,
    pages,
    origin: `http://127.0.0.1:${server.address().port}`,
    async stop() {
      await browser.close();
      server.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

function readViewer(url) {
  const file = join(viewer, url.slice(1));
  return /^\/[\w-]+\.(html|js)$/.test(url) && existsSync(file) ? readFileSync(file) : undefined;
}
