import { readFileSync } from 'node:fs';

import { analyze } from 'plansight';
import { planMatchers } from 'plansight/testing';
import { expect, test } from 'vitest';

expect.extend(planMatchers);
const orders = analyze(readFileSync(new URL('../../testdata/postgres/15-orders-report.json', import.meta.url)));

test('matchers of Vitest', () => {
  expect(orders).toHaveNoSeqScanOver(300_000);
  expect(orders).not.toHaveNoFindingAbove('info');
  expect(() => expect(orders).toUseIndexOn('orders', 'status')).toThrow('found none');
});
