import assert, { AssertionError } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { expect } from 'expect';
import { analyze } from 'plansight';
import { assertPlan, planMatchers } from 'plansight/testing';

expect.extend(planMatchers);
const plan = (name) => analyze(readFileSync(new URL(`../../testdata/${name}`, import.meta.url)));
const orders = plan('postgres/15-orders-report.json');

test('an assertion gives the analysis, or fails with the page', () => {
  assert.equal(assertPlan(orders, { noSeqScanOver: 300_000, noFindingAbove: 'critical' }), orders);
  assertPlan(orders.toJson() && readFileSync(new URL('../../testdata/postgres/15-cte.json', import.meta.url), 'utf8'), {
    noFindingAbove: 'critical',
  });
  const fails = (expected, message) =>
    assert.throws(() => assertPlan(orders, expected), { name: 'AssertionError', message });
  fails(
    { noSeqScanOver: 299_999 },
    /over 299999 rows, found node 4, Seq Scan on orders o: it reads 300000\n.*PostgreSQL plan/s,
  );
  fails(
    { noFindingAbove: 'warning' },
    /found critical: Seq Scan on orders o reads 300,000 rows.*\(filter-discards-rows\)/,
  );
  fails({ usesIndexOn: 'orders' }, /expected orders to be read by an index, found none/);
  fails({ usesIndexOn: ['order_items', 'product_id'] }, /on product_id, found order_items_pkey by order_id/);
  assert.throws(() => assertPlan(orders, {}), TypeError);
  assert.throws(() => assertPlan(orders, { noFindingAbove: 'bad' }), TypeError);
  assert.ok(AssertionError);
});

test('an index is known by its table and its columns', () => {
  assertPlan(orders, { usesIndexOn: ['order_items', 'order_id'] });
  assertPlan(orders, { usesIndexOn: ['i', 'order_id'] });
  assertPlan(orders, { usesIndexOn: 'order_items' });
  assertPlan(plan('postgres/15-bitmap-and-or.json'), { usesIndexOn: 'orders' });
  assertPlan(plan('mysql/mysql9-orders-report.v1.json'), { usesIndexOn: ['c', 'id'] });
});

test('what a plan does not tell is not taken for granted', () => {
  const unmeasured = (filter) => [
    { Plan: { 'Node Type': 'Seq Scan', 'Relation Name': 't', 'Plan Rows': 5, ...filter } },
  ];
  assertPlan(unmeasured({}), { noSeqScanOver: 5 });
  assert.throws(
    () => assertPlan(unmeasured({ Filter: '(a = 1)' }), { noSeqScanOver: 5 }),
    /only a plan of ANALYZE tells/,
  );
});

test('matchers of Jest', () => {
  expect(orders).toHaveNoSeqScanOver(300_000);
  expect(orders).toUseIndexOn('order_items', 'order_id');
  expect(orders).toHaveNoFindingAbove('critical');
  expect(orders).not.toHaveNoFindingAbove('info');
  assert.throws(() => expect(orders).toHaveNoSeqScanOver(1), /it reads 300000/);
  assert.throws(() => expect(orders).not.toUseIndexOn('order_items'), /found just that/);
});
