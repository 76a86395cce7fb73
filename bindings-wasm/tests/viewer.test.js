// The viewer in headless Chromium: what a person does with it, and what a hostile plan does not.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, beforeEach, test } from "node:test";
import { pathToFileURL } from "node:url";
import { analyze } from "plansight-wasm";
import { start, viewer } from "./chromium.js";
import { ORDERS, ORDERS_SCAN, bytes, deep, text, wide } from "./testdata.js";

const DDL = analyze(text(ORDERS)).plans[0].indexes[0].ddl;

/** How long the page's thread may be busy at a time with a large plan, in milliseconds, on a loaded machine. */
const LONGEST_TASK = 5000;

let chromium;
let page;
/** What went wrong on the page, and what it asked of any network. */
let errors;
let asked;

before(async () => {
  chromium = await start();
});
after(() => chromium.stop());
beforeEach(async () => {
  await page?.close();
  page = await chromium.browser.newPage();
  errors = [];
  asked = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  page.on("request", (request) => /^(https?|wss?|ftp):/.test(request.url()) && asked.push(request.url()));
  await page.addInitScript(() => {
    globalThis.events = [];
    for (const type of ["plan-show", "plan-select", "plan-error"]) {
      addEventListener(type, ({ detail }) => globalThis.events.push({ type, ...detail }));
    }
    globalThis.longTasks = [];
    new PerformanceObserver((list) => globalThis.longTasks.push(...list.getEntries().map((entry) => entry.duration))).observe({ type: "longtask" });
  });
  await page.goto(`${chromium.origin}/plansight.html`);
  asked.length = 0;
});

const shown = () => page.locator("plan-viewer .plansight").waitFor();
const rows = () => page.locator("plan-viewer .row");

/** Waits for an event of the viewer. */
async function told(type, options) {
  await page.waitForFunction((type) => events.some((event) => event.type === type), type, options);
  return page.evaluate((type) => events.findLast((event) => event.type === type), type);
}

async function paste(plan) {
  await page.evaluate((plan) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", plan);
    document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, plan);
}

async function drop(name, data) {
  await page.evaluate(
    ([name, data]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([Uint8Array.from(data)], name));
      document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
    },
    [name, [...data]],
  );
}

test("a pasted plan is shown with what is wrong and what to create", async () => {
  // As a person pastes: through the clipboard and the keyboard.
  await page.evaluate((plan) => navigator.clipboard.writeText(plan), text(ORDERS));
  await page.locator("#text").focus();
  await page.keyboard.press("Control+V");
  await shown();
  assert.equal(await rows().count(), analyze(text(ORDERS)).plans[0].nodes.length);
  const said = await page.locator("plan-viewer .plansight").textContent();
  for (const words of ["Seq Scan", "orders", "54.5 ms to execute", "reads 300,000 rows", DDL]) {
    assert.ok(said.includes(words), words);
  }
  assert.deepEqual(errors, []);
  assert.deepEqual(asked, [], "nothing is asked of any network");
});

test("a dropped and an opened file are shown", async () => {
  const name = "mysql/mysql9-orders-report.tree-analyze.txt";
  await drop("plan.txt", bytes(name));
  await shown();
  assert.match(await page.locator("#about").textContent(), /^plan\.txt, 694 bytes$/);
  await page.locator("#new").click();
  await page.locator("#file").setInputFiles({ name: "utf16.json", mimeType: "application/json", buffer: Buffer.from(`\uFEFF${text(ORDERS)}`, "utf16le") });
  await shown();
  assert.equal(await rows().count(), 8);
  assert.deepEqual(errors, []);
});

test("a click on a node tells its id", async () => {
  await paste(text(ORDERS));
  await shown();
  await page.locator(`plan-viewer .row[data-node="${ORDERS_SCAN}"] .name`).click();
  assert.deepEqual(await told("plan-select"), { type: "plan-select", plan: 0, node: ORDERS_SCAN });
  await page.evaluate(() => document.querySelector("plan-viewer").select(0, 6));
  assert.equal(await page.evaluate(() => events.at(-1).node), 6);
});

test("the statement of an index is copied", async () => {
  await paste(text(ORDERS));
  await shown();
  await page.locator("plan-viewer .ddl .copy").first().click();
  await page.waitForFunction(async (ddl) => (await navigator.clipboard.readText()) === ddl, DDL);
});

test("what is no plan is said with its place", async () => {
  await paste('[{"Plan": {"Node Type": "Seq Scan", "Total Cost": 1e}}]');
  const error = await told("plan-error");
  assert.deepEqual([error.code, error.line, error.pointer], ["invalid-json", 1, "/0/Plan/Total Cost"]);
  const said = await page.locator("plan-viewer [role=alert]").innerText();
  assert.match(said, /line 1, column \d+: expected/);
  assert.match(said, /\n +\^/);
  // And the text is there to be mended.
  assert.ok(await page.locator("#text").isVisible());
});

test("a hostile plan is shown, not run", async () => {
  const attacks = [
    '"><script>alert(1)</script>',
    "<img src=x onerror=alert(2)>",
    "</script><script>alert(3)</script>",
    "<!--<script>alert(4)</script>",
    "<svg/onload=alert(5)>",
    "</pre></style></template><iframe srcdoc='<script>parent.alert(6)</script>'>",
    "javascript:alert(7)",
    "&lt;b&gt;\u2028\u0000\u202e]]>",
  ];
  const dialogs = [];
  page.on("dialog", (dialog) => {
    dialogs.push(dialog.message());
    dialog.dismiss();
  });
  for (const attack of attacks) {
    const [plan] = JSON.parse(text(ORDERS));
    plan["Query Text"] = attack;
    plan.Settings = { [attack]: attack };
    plan[attack] = { [attack]: attack };
    const open = [plan.Plan];
    for (const node of open) {
      open.push(...(node.Plans ?? []));
      node[attack] = attack;
      node.Output = [attack];
      if (node["Relation Name"]) Object.assign(node, { "Relation Name": attack, Alias: attack, Schema: attack, "Index Name": attack });
      if (node.Filter) node.Filter = `(note = '${attack}'::text)`;
    }
    plan.Plan["Node Type"] = attack;
    const events = await page.evaluate(() => events.length);
    await page.locator("#new").evaluate((button) => button.click());
    await paste(JSON.stringify([plan]));
    await page.waitForFunction((count) => events.length > count, events);
    assert.equal(await page.evaluate(() => globalThis.events.at(-1).type), "plan-show", attack);
    const said = await page.locator("plan-viewer").evaluate((viewer) => viewer.shadowRoot.textContent);
    assert.ok(said.includes(attack.slice(0, 9)), `${attack} is shown`);
    const made = await page.locator("plan-viewer").evaluate((viewer) => {
      const all = [...viewer.shadowRoot.querySelectorAll("*")];
      return {
        foreign: all.filter(({ localName }) => ["img", "iframe", "object", "embed", "base", "form"].includes(localName)).length,
        scripts: all.filter((element) => element.localName === "script" && element.type !== "application/json").length,
        handlers: all.flatMap(({ attributes }) => [...attributes]).filter(({ name, value }) => name.startsWith("on") || /^javascript:/i.test(value)).length,
      };
    });
    assert.deepEqual(made, { foreign: 0, scripts: 0, handlers: 0 }, attack);
    // With every fact of a node, and in the file that is saved.
    await page.evaluate((node) => document.querySelector("plan-viewer").select(0, node), ORDERS_SCAN);
    const saved = await page.evaluate(() => document.querySelector("plan-viewer").render("html"));
    const other = await chromium.browser.newPage();
    other.on("dialog", (dialog) => {
      dialogs.push(`saved: ${dialog.message()}`);
      dialog.dismiss();
    });
    // Without the page's policy: the escaping has to hold alone.
    await other.setContent(saved.replace(/<meta http-equiv[^>]*>/, ""));
    await other.waitForTimeout(50);
    await other.close();
  }
  assert.deepEqual(dialogs, []);
  assert.deepEqual(asked, []);
});

test("32,767 nodes leave the tab responsive", async (t) => {
  const plan = wide(32_767);
  assert.equal(analyze(plan).plans[0].nodes.length, 32_767);
  await page.evaluate(() => (longTasks.length = 0));
  const began = Date.now();
  await paste(plan);
  await told("plan-show", { timeout: 120_000 });
  await page.waitForTimeout(500);
  const tasks = (await page.evaluate(() => longTasks)).map(Math.round);
  t.diagnostic(`${plan.length} bytes, shown after ${Date.now() - began} ms, tasks over 50 ms on the page's thread: ${tasks.join(", ")} ms`);
  assert.ok(Math.max(0, ...tasks) < LONGEST_TASK, `${tasks}`);
  await page.evaluate((node) => document.querySelector("plan-viewer").select(0, node), 30_000);
  assert.equal(await page.evaluate(() => events.at(-1).node), 30_000);
  assert.deepEqual(errors, []);
});

test("100,000 levels leave the tab alive", async (t) => {
  const began = Date.now();
  await page.evaluate(() => (longTasks.length = 0));
  await paste(deep(100_000));
  await told("plan-show", { timeout: 240_000 });
  const tasks = (await page.evaluate(() => longTasks)).map(Math.round);
  t.diagnostic(`shown after ${Date.now() - began} ms, tasks over 50 ms on the page's thread: ${tasks.join(", ")} ms`);
  await page.locator("#new").click();
  await paste(text(ORDERS));
  await page.locator(`plan-viewer .row[data-node="${ORDERS_SCAN}"]`).waitFor();
  assert.deepEqual(errors, []);
});

test("a second plan does not wait for the first", async () => {
  await paste(wide(32_767));
  await paste(text(ORDERS));
  await page.locator("plan-viewer .row").nth(7).waitFor();
  assert.equal(await rows().count(), 8);
  assert.equal(await page.evaluate(() => events.filter(({ type }) => type === "plan-error").length), 0);
});

test("a link carries the plan, and only behind its #", async () => {
  await paste(text(ORDERS));
  await shown();
  await page.locator("#link").click();
  await page.locator("#said").filter({ hasText: "Link copied" }).waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(link, /^[^#]+#plan=[\w-]+$/);
  const requests = chromium.requests.length;
  const other = await chromium.browser.newPage();
  await other.goto(link);
  await other.locator("plan-viewer .plansight").waitFor();
  assert.equal(await other.locator("plan-viewer .row").count(), 8);
  assert.equal(await other.evaluate(() => document.querySelector("plan-viewer").plan), text(ORDERS));
  assert.deepEqual(chromium.requests.slice(requests), ["/plansight.html"], "the server never sees the plan");
  await other.close();
  // A damaged one says so.
  await page.goto(`${chromium.origin}/plansight.html#plan=AAAA`);
  await page.reload();
  await page.locator("#said").filter({ hasText: "damaged" }).waitFor();
});

test("the page opens from disk, and keeps nothing", async () => {
  await page.goto(pathToFileURL(`${viewer}plansight.html`).href);
  await paste(text(ORDERS));
  await shown();
  assert.equal(await rows().count(), 8);
  const kept = await page.evaluate(async () => {
    const databases = await indexedDB.databases().catch(() => []);
    return [localStorage.length, sessionStorage.length, document.cookie, databases.length];
  });
  assert.deepEqual(kept, [0, 0, "", 0]);
  assert.deepEqual(asked, []);
  assert.deepEqual(errors, []);
});

test("every example is shown", async () => {
  const examples = page.locator("button.example");
  const count = await examples.count();
  assert.ok(count >= 4);
  for (let at = 0; at < count; at += 1) {
    await examples.nth(at).click();
    await shown();
    await page.locator("#new").click();
  }
  assert.deepEqual(await page.evaluate(() => events.filter(({ type }) => type !== "plan-show")), []);
});

test("what is shown is saved as a page of its own", async () => {
  await paste(text(ORDERS));
  await shown();
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator("#save").click()]);
  assert.equal(download.suggestedFilename(), "plan.html");
  const saved = readFileSync(await download.path(), "utf8");
  assert.match(saved, /^<!DOCTYPE html>/);
  chromium.pages.set("/saved.html", saved);
  await page.goto(`${chromium.origin}/saved.html`);
  assert.equal(await page.locator(".row").count(), 8);
});

test("another viewer embeds <plan-viewer>", async () => {
  chromium.pages.set(
    "/host.html",
    `<!doctype html><title>host</title><link rel="icon" href="data:,"><style>* { color: red }</style>
     <plan-viewer id="one" theme="dark"></plan-viewer><plan-viewer id="two"></plan-viewer>
     <script type="module">
       import { PlanViewer } from "/plan-viewer.js";
       globalThis.PlanViewer = PlanViewer;
       globalThis.heard = [];
       one.addEventListener("plan-select", ({ detail }) => heard.push(detail));
     </script>`,
  );
  await page.goto(`${chromium.origin}/host.html`);
  await page.evaluate(
    ([first, second]) => {
      const [one, two] = document.querySelectorAll("plan-viewer");
      one.plan = first;
      two.setAttribute("plan", second);
    },
    [text(ORDERS), text("mysql/mysql9-orders-report.v1.json")],
  );
  await page.locator(`#one .row[data-node="${ORDERS_SCAN}"] .name`).click();
  await page.locator("#two .row").first().waitFor();
  assert.deepEqual(await page.evaluate(() => heard), [{ plan: 0, node: ORDERS_SCAN }]);
  assert.equal(await page.evaluate(() => document.querySelector("#one") instanceof PlanViewer), true);
  const ground = (id) => page.locator(`${id} .plansight`).evaluate((picture) => getComputedStyle(picture).backgroundColor);
  assert.notEqual(await ground("#one"), await ground("#two"), "each has its theme");
  await page.evaluate(() => (document.querySelector("#one").theme = "light"));
  assert.equal(await ground("#one"), await ground("#two"));
  assert.deepEqual(errors, []);
});
