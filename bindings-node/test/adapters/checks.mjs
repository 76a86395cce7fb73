import assert from 'node:assert/strict';

/** Nothing was run: no number was measured. */
export function isEstimated(analysis, table = 'orders') {
  assert.ok(
    analysis.plans[0].nodes.some((node) => node.relation === table),
    analysis.toText(),
  );
  assert.equal(analysis.plans[0].totals.executionMs, null);
  assert.ok(analysis.plans[0].nodes.every((node) => node.rows === null));
}

/** It was run, with buffers. */
export function isMeasured(analysis) {
  assert.ok(analysis.plans[0].totals.executionMs > 0, analysis.toText());
  assert.ok(analysis.plans[0].nodes.some((node) => node.counters));
}

/** The scan of orders by status is found, with its index. */
export function wantsIndex(analysis) {
  isMeasured(analysis);
  assert.ok(
    analysis.findings.some((finding) => finding.rule === 'filter-discards-rows'),
    analysis.toText(),
  );
  assert.match(analysis.indexes[0].ddl, /ON (public\.)?orders \(status\)/);
}

/** What a statement would have done to the orders has not happened. */
export async function leavesOrders(database, task) {
  const before = await database.orders();
  assert.ok(before.count === 40_000 && before.sent > 0);
  await task();
  assert.deepEqual(await database.orders(), before);
}
