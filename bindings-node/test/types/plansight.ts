// The package as TypeScript sees it. Compiled, never run.

import {
  type Analysis,
  Catalog,
  type NodeReport,
  type Operator,
  ParseError,
  type Quantity,
  type Severity,
  type WorkloadAdvice,
  type WorkloadReport,
  advise,
  adviseAsync,
  analyze,
  analyzeAsync,
  catalogSql,
  toText,
} from 'plansight';
import { assertPlan } from 'plansight/testing';

const analysis: Analysis = analyze('text', { dialect: 'postgres', catalog: new Catalog('{}') });
const waited: Promise<Analysis> = analyzeAsync(Buffer.from(''), { signal: new AbortController().signal });
const parsed: Analysis = analyze([{ Plan: {} }], { catalog: '{}' });
const page: string = toText(new Uint8Array(), { width: 80, color: true }) + analysis.toText();
const statement: string = catalogSql('mariadb', { noValues: true });

const node: NodeReport | undefined = analysis.plans[0]?.nodes[0];
const operator: Operator | undefined = node?.operator;
const time: Quantity | null | undefined = node?.exclusiveMs;
const columns: string[] | undefined = node?.indexColumns;
const severity: Severity | undefined = analysis.findings[0]?.severity;
const ddl: string | undefined = analysis.indexes[0]?.ddl;
const version: 1 = analysis.report.version;
if (typeof time === 'object' && time !== null) Math.max(time.low, time.value, time.high);

const advice: WorkloadAdvice = advise(['text', analysis, { plan: new Uint8Array(), calls: 7, name: 'report' }], {
  maxBytes: 1e9,
  maxIndexes: 3,
});
const whole: WorkloadReport = advice.report;
const gain: number | undefined = advice.indexes[0]?.helps[0]?.after;
const later: Promise<WorkloadAdvice> = adviseAsync(new Set([analysis]), { signal: new AbortController().signal });

const error = new Error() as unknown;
if (error instanceof ParseError) {
  const place: [string, number, number, string | undefined] = [error.code, error.line, error.column, error.pointer];
  void place;
}
assertPlan(analysis, { noSeqScanOver: 1, usesIndexOn: ['orders', 'status'], noFindingAbove: 'info' });

// @ts-expect-error: not a dialect
analyze('text', { dialect: 'oracle' });
// @ts-expect-error: neither text nor bytes nor a parsed plan
analyze(1);
// @ts-expect-error: neither text nor bytes nor a parsed plan
advise([7]);
// @ts-expect-error: a misspelt option
analyze('text', { catalogue: '{}' });
// @ts-expect-error: not a key of the report
analysis.plans[0]?.nodes[0]?.cost;
// @ts-expect-error: not a severity
assertPlan(analysis, { noFindingAbove: 'bad' });

void [whole, gain, later, waited, parsed, page, statement, operator, columns, severity, ddl, version];
