import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { inspect } from 'node:util';

import Ajv from 'ajv/dist/2020.js';
import { WorkloadAdvice, advise, adviseAsync, analyze } from 'plansight';

const file = (name) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');
const testdata = (name) => file(`testdata/${name}`);
const orders = testdata('postgres/15-orders-report.json');
const schema = JSON.parse(file('core/schema/report.schema.json'));
const valid = new Ajv({ allErrors: true, allowUnionTypes: true })
  .addSchema(schema, 'report')
  .compile({ $ref: 'report#/$defs/WorkloadReport' });

for (const { name, statements, catalog, ...limits } of JSON.parse(testdata('workload/cases.json'))) {
  test(`${name} is the same bytes in every language, and as the schema says`, async () => {
    const given = statements.map(({ input, ...rest }) => ({ plan: testdata(input), ...rest }));
    const options = { ...limits, catalog: catalog && testdata(catalog) };
    const advice = advise(given, options);
    assert.ok(`${advice.toJson()}\n` === testdata(`workload/${name}.json`));
    assert.ok(valid(advice.report), JSON.stringify(valid.errors));
    assert.equal((await adviseAsync(given, options)).toJson(), advice.toJson());
  });
}

test('a statement is a text, its bytes, what a driver parsed, an analysis, or one of them with its calls', () => {
  const once = advise([orders]);
  assert.ok(once instanceof WorkloadAdvice);
  for (const plan of [Buffer.from(orders), JSON.parse(orders), analyze(orders)]) {
    assert.deepEqual(advise([plan]).report, once.report);
    assert.deepEqual(advise(new Set([{ plan, calls: 1, name: 'statement 1' }])).report, once.report);
  }
  const [first] = once.indexes;
  assert.equal(first.index.ddl, 'CREATE INDEX CONCURRENTLY ON orders (status, placed_at);');
  assert.ok(first.helps[0].after < first.helps[0].before);
  // Costs that are rounded to a hundredth, ten times over.
  const often = advise([{ plan: orders, calls: 10, name: 'report' }]);
  assert.ok(Math.abs(often.report.before - 10 * once.report.before) < 1);
  assert.deepEqual(often.report.statements, ['report']);
  for (const wrong of [undefined, null, 1, orders, Buffer.from(orders), [1], [{ plan: undefined }]]) {
    assert.throws(() => advise(wrong), TypeError);
  }
});

test('a budget and a number of indexes are kept', () => {
  assert.equal(advise([orders], { maxIndexes: 0 }).indexes.length, 0);
  assert.equal(advise([orders], { maxBytes: 10 }).indexes.length, 0);
  assert.ok(advise([orders], { maxBytes: 100e6 }).report.sizeBytes <= 100e6);
});

test('the page and the statements are what the command prints, and what a console shows', () => {
  const advice = advise([orders]);
  assert.match(advice.toText(), /^Workload: 1 statement, .*helps statement 1 \(/s);
  assert.equal(inspect(advice), advice.toText());
  assert.match(advice.toText({ color: true }), /\u001b\[/);
  assert.equal(advice.toDdl(), 'CREATE INDEX CONCURRENTLY ON orders (status, placed_at);\n');
  assert.deepEqual(JSON.parse(JSON.stringify(advice)), JSON.parse(advice.toJson()));
});

test('a plan that cannot be read is an error', async () => {
  assert.throws(() => advise([orders, '{']), { name: 'ParseError', code: 'truncated' });
  await assert.rejects(adviseAsync([orders, '{']), { name: 'ParseError', code: 'truncated' });
  await assert.rejects(adviseAsync([orders], { catalog: '[]' }), { name: 'ParseError', code: 'not-a-catalog' });
});

test('a signal aborts', async () => {
  await assert.rejects(
    adviseAsync([orders], { signal: AbortSignal.abort('no more') }),
    (reason) => reason === 'no more',
  );
  const controller = new AbortController();
  const work = adviseAsync(Array(20).fill(orders), { signal: controller.signal });
  controller.abort(new Error('enough'));
  await assert.rejects(work, { message: 'enough' });
  assert.ok(await adviseAsync([orders], { signal: new AbortController().signal }));
});
