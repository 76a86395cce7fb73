// What the types of the package promise; compiled by newcomer.test.js against the installed package, not run.
import { type FindingReport, ParseError, type Report, type WorkloadReport, advise, analyze, render, renderAdvice } from "plansight-wasm";
import init, * as web from "plansight-wasm/web";
import { PlanViewer } from "plansight-wasm/viewer";

const report: Report = analyze(new Uint8Array(), { dialect: "mariadb", catalog: "{}" });
const version: 1 = report.version;
const worst: FindingReport | undefined = report.plans[0]?.findings[0];
const ddl: string[] = report.plans.flatMap((plan) => plan.indexes.map((index) => index.ddl));
const picture: string = render("", "svg", { place: 1 });
const advice: WorkloadReport = advise(["", { plan: new Uint8Array(), calls: 7, name: "report" }], { maxBytes: 1e9 });
const page: string = renderAdvice(new Set([""]), "text", { maxIndexes: 3, color: true });
// @ts-expect-error: how often a statement runs is a number
advise([{ plan: "", calls: "7" }]);
// @ts-expect-error: there is no such format
render("", "pdf");
// @ts-expect-error: a plan is a text or bytes
analyze(17);

try {
  analyze("");
} catch (error) {
  if (error instanceof ParseError) {
    const at: [string, number, number, string | undefined] = [error.code, error.line, error.column, error.pointer];
    void at;
  }
}

async function browser(): Promise<void> {
  await init(new URL("https://example.com/plansight.wasm"));
  const same: Report = web.analyze("");
  const viewer: PlanViewer = document.createElement("plan-viewer");
  viewer.plan = new Uint8Array();
  viewer.theme = "dark";
  viewer.addEventListener("plan-select", ({ detail: { plan, node } }) => viewer.select(plan, node));
  viewer.addEventListener("plan-error", ({ detail: { message, line = 1 } }) => void [message, line]);
  const page: string = await viewer.render("html");
  void [same, page];
}
void [advice, page, version, worst, ddl, picture, browser];
