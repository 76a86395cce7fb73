/** Plans in tests: an assertion for `node:test` and its kin, matchers for Vitest and Jest. */

import { AssertionError } from 'node:assert';

import {
  type Analysis,
  analyze,
  type Input,
  type NodeReport,
  type PlanReport,
  type Quantity,
  type Severity,
} from './index';

/** What a plan is to be like. */
export interface Expectations {
  /**
   * No sequential scan reads more rows than that. Where the plan does not tell how many one reads (PostgreSQL's without
   * ANALYZE, where there is a filter), that fails too.
   */
  noSeqScanOver?: number;
  /** The table's rows are found by an index and conditions on these columns: `['orders', 'status']`; or by any index. */
  usesIndexOn?: string | readonly [table: string, ...columns: string[]];
  /** Nothing worse was found. */
  noFindingAbove?: Severity;
}

const SEVERITIES: readonly Severity[] = ['info', 'warning', 'critical'];

/** Fails with the page of the plan where it is not as expected; gives the analysis. */
export function assertPlan(plan: Analysis | Input, expected: Expectations): Analysis {
  const analysis = analysisOf(plan);
  const found = problems(analysis, expected);
  if (found.length === 0) return analysis;
  const message = [...found, '', analysis.toText()].join('\n');
  throw new AssertionError({ message, operator: 'assertPlan', stackStartFn: assertPlan });
}

/** What a matcher of `expect` gives. */
export interface Matched {
  pass: boolean;
  message(): string;
}

/** Matchers: `expect.extend(planMatchers)`. */
export const planMatchers = {
  /** See {@link Expectations.noSeqScanOver}. */
  toHaveNoSeqScanOver: (plan: Analysis | Input, rows: number): Matched => matched(plan, { noSeqScanOver: rows }),
  /** See {@link Expectations.usesIndexOn}. */
  toUseIndexOn: (plan: Analysis | Input, table: string, ...columns: string[]): Matched =>
    matched(plan, { usesIndexOn: [table, ...columns] }),
  /** See {@link Expectations.noFindingAbove}. */
  toHaveNoFindingAbove: (plan: Analysis | Input, severity: Severity): Matched =>
    matched(plan, { noFindingAbove: severity }),
};

function matched(plan: Analysis | Input, expected: Expectations): Matched {
  const analysis = analysisOf(plan);
  const found = problems(analysis, expected);
  const reasons = found.length > 0 ? found : [`expected otherwise than ${JSON.stringify(expected)}, found just that`];
  return { pass: found.length === 0, message: () => [...reasons, '', analysis.toText()].join('\n') };
}

function analysisOf(plan: Analysis | Input): Analysis {
  // Not by its class: a test runner that bundles may have loaded the package twice.
  return typeof plan === 'object' && 'toText' in plan ? (plan as Analysis) : analyze(plan);
}

function problems(analysis: Analysis, expected: Expectations): string[] {
  const { noSeqScanOver, usesIndexOn, noFindingAbove } = expected;
  const found = [
    noSeqScanOver !== undefined && seqScans(analysis, noSeqScanOver),
    usesIndexOn !== undefined && noIndex(analysis, usesIndexOn),
    noFindingAbove !== undefined && findings(analysis, noFindingAbove),
  ];
  if (found.every((one) => one === false)) {
    throw new TypeError('expected something to hold: noSeqScanOver, usesIndexOn or noFindingAbove');
  }
  return found.flatMap((one) => one || []);
}

function seqScans({ plans }: Analysis, most: number): string[] {
  const scans = plans
    .flatMap((plan) => plan.nodes)
    .filter((node) => node.operator === 'Seq Scan' && !node.neverExecuted);
  return scans.flatMap((node) => {
    const rows = value(node.rowsRead) ?? ('Filter' in node.properties ? null : node.estimatedRows);
    const expected = `expected no sequential scan over ${most} rows, found node ${node.id}, ${node.label}`;
    if (rows === null) return [`${expected}: how many rows it reads, only a plan of ANALYZE tells (analyze: true)`];
    return rows > most ? [`${expected}: it reads ${rows}`] : [];
  });
}

function noIndex({ plans }: Analysis, wanted: string | readonly [string, ...string[]]): string[] {
  const [table, ...columns] = typeof wanted === 'string' ? [wanted] : wanted;
  const used = plans.flatMap((plan) => plan.nodes.filter((node) => node.index !== null && reads(plan, node, table)));
  if (used.some((node) => columns.every((column) => node.indexColumns.includes(column)))) return [];
  const found =
    used.map((node) => `${node.index} by ${node.indexColumns.join(', ') || 'no column'}`).join('; ') || 'none';
  const by = columns.length > 0 ? ` on ${columns.join(', ')}` : '';
  return [`expected ${table} to be read by an index${by}, found ${found}`];
}

/** Whether it is the table that a node reads: a bitmap's stands further up. */
function reads(plan: PlanReport, node: NodeReport, table: string): boolean {
  let above: NodeReport | undefined = node;
  while (above && above.relation === null && above.alias === null) above = plan.nodes[above.parent ?? -1];
  return above !== undefined && [above.relation, above.alias, `${above.schema}.${above.relation}`].includes(table);
}

function findings(analysis: Analysis, most: Severity): string[] {
  if (!SEVERITIES.includes(most)) throw new TypeError(`expected one of ${SEVERITIES.join(', ')}, found ${most}`);
  const worse = analysis.findings.filter(({ severity }) => SEVERITIES.indexOf(severity) > SEVERITIES.indexOf(most));
  return worse.map((one) => `expected no finding above ${most}, found ${one.severity}: ${one.message} (${one.rule})`);
}

function value(quantity: Quantity | null): number | null {
  return typeof quantity === 'object' && quantity !== null ? quantity.value : quantity;
}
