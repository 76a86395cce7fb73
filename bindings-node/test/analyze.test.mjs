import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { inspect } from 'node:util';

import plansight, {
  Analysis,
  Catalog,
  ParseError,
  analyze,
  analyzeAsync,
  catalogSql,
  toHtml,
  toSvg,
  toText,
} from 'plansight';

const testdata = (name) => readFileSync(new URL(`../../testdata/${name}`, import.meta.url), 'utf8');
const orders = testdata('postgres/15-orders-report.json');
// Eight thousand nodes, 5 MB.
const [{ Plan: plan }] = JSON.parse(orders);
const large = JSON.stringify([{ Plan: { 'Node Type': 'Append', 'Total Cost': 1, Plans: Array(1000).fill(plan) } }]);
const truncated = orders.slice(0, 200).trimEnd();

test('ECMAScript modules and CommonJS get the same package', () => {
  const required = createRequire(import.meta.url)('plansight');
  assert.equal(required.analyze, analyze);
  assert.equal(plansight.analyze, analyze);
  assert.ok(required.analyze(orders) instanceof Analysis);
});

test('a report is data', () => {
  const analysis = analyze(orders);
  assert.deepEqual(
    analysis.findings.map((finding) => finding.rule),
    ['filter-discards-rows'],
  );
  assert.equal(analysis.indexes[0].ddl, 'CREATE INDEX CONCURRENTLY ON orders (status, placed_at);');
  assert.equal(analysis.plans[0].nodes[4].relation, 'orders');
  assert.equal(analysis.report, analysis.report);
  assert.deepEqual(JSON.parse(JSON.stringify(analysis)), JSON.parse(analysis.toJson()));
});

test('strings, bytes and parsed plans are read alike', () => {
  const expected = analyze(orders).report;
  const parsed = JSON.parse(orders);
  for (const input of [
    Buffer.from(orders),
    new TextEncoder().encode(orders),
    Buffer.from(`\ufeff${orders}`, 'utf16le'),
  ]) {
    assert.deepEqual(analyze(input).report, expected);
  }
  assert.deepEqual(analyze(parsed).report.plans, expected.plans);
  // A driver's answer.
  assert.deepEqual(analyze([{ 'QUERY PLAN': parsed }]).report.plans, expected.plans);
  for (const wrong of [undefined, null, 1, () => 1]) assert.throws(() => analyze(wrong), TypeError);
});

test('every character arrives, in short texts and in long ones', () => {
  const names = 'Zoë 名前 🦜';
  for (const count of [1, 100_000]) {
    const plan = { 'Node Type': 'Seq Scan', 'Relation Name': names, Filter: `(a = '${'é'.repeat(count)}')` };
    const [node] = analyze([{ Plan: plan }]).plans[0].nodes;
    assert.equal(node.relation, names);
    assert.equal(node.properties.Filter, plan.Filter);
    assert.equal(
      analyze(JSON.stringify([{ Plan: { ...plan, More: 'x'.repeat(count * 11) } }])).plans[0].nodes[0].relation,
      names,
    );
  }
});

test('the page is what the command prints, and what a console shows', () => {
  assert.match(toText(orders), /^PostgreSQL plan: .*68\.4 %.*CREATE INDEX CONCURRENTLY ON orders/s);
  assert.equal(inspect(analyze(orders)), toText(orders));
  assert.match(toText(orders, { color: true }), /\u001b\[/);
  assert.doesNotMatch(toText(orders), /\u001b\[/);
});

test('pictures', () => {
  const analysis = analyze(orders);
  assert.match(toHtml(orders), /^<!doctype html>.*orders.*<\/html>\s*$/is);
  assert.doesNotMatch(analysis.toHtml({ fragment: true }), /<html/i);
  assert.match(toSvg(orders), /^<svg .*Seq Scan.*<\/svg>\s*$/s);
  assert.match(analysis.toSvg({ flame: true }), /^<svg .*<\/svg>\s*$/s);
  assert.notEqual(analysis.toSvg({ flame: true }), analysis.toSvg());
  assert.match(analysis.toDot(), /^digraph /);
  assert.match(analysis.toMermaid(), /flowchart|graph/);
  const two = analyze(testdata('postgres/15-rule-also.json'));
  assert.notEqual(two.toDot({ plan: 1 }), two.toDot());
  assert.throws(() => two.toSvg({ plan: 2 }), { name: 'RangeError', message: 'expected a plan below 2, found 2' });
});

test('an error says what was found, and where', () => {
  const found = (task) => {
    try {
      task();
    } catch (error) {
      return error;
    }
    return assert.fail('expected an error');
  };
  const error = found(() => analyze(truncated));
  assert.ok(error instanceof ParseError && error instanceof Error);
  assert.equal(error.name, 'ParseError');
  assert.deepEqual([error.code, error.line], ['truncated', truncated.split('\n').length]);
  assert.equal(error.excerpt.split('\n')[1].indexOf('^') + 1, error.column);
  assert.ok(error.message.includes('breaks off'));
  assert.equal(found(() => analyze('[{"Plan": {"Total Cost": 12,,}}]')).pointer, '/0/Plan/Total Cost');
  assert.equal(found(() => analyze('')).pointer, undefined);
  assert.equal(found(() => analyze(orders, { dialect: 'mysql' })).code, 'other-dialect');
  assert.match(found(() => analyze(orders, { dialect: 'oracle' })).message, /postgres, mysql or mariadb, found oracle/);
});

test('a catalog is read once for many plans, or as it comes', () => {
  const document = testdata('catalog/postgres-15-shop.jsonl');
  const catalog = new Catalog(document);
  const ddl = "CREATE INDEX CONCURRENTLY ON orders (placed_at) WHERE (status = 'returned'::text);";
  for (const given of [catalog, document, Buffer.from(document), JSON.parse(document)]) {
    assert.equal(analyze(orders, { catalog: given }).indexes[0].ddl, ddl);
  }
  assert.throws(() => new Catalog('{}'), { name: 'ParseError', code: 'not-a-catalog' });
  assert.throws(() => analyze(orders, { catalog: '[' }), ParseError);
  assert.match(catalogSql('postgres'), /^(WITH|SELECT|--)/i);
  assert.notEqual(catalogSql('postgres', { noValues: true, schema: 'shop' }), catalogSql('postgres'));
});

const forced = process.env.PLANSIGHT_FORCE_WASM && 'of the addon alone';

test('the event loop goes on while plans are analysed', { skip: forced }, async () => {
  let turns = 0;
  const timer = setInterval(() => (turns += 1), 1);
  const analysis = await analyzeAsync(large);
  clearInterval(timer);
  assert.ok(turns >= 3, `${turns} turns of the loop`);
  assert.deepEqual(analysis.report, analyze(large).report);
});

test('asynchronous errors are the same', async () => {
  await assert.rejects(analyzeAsync(truncated), { name: 'ParseError', code: 'truncated' });
  await assert.rejects(analyzeAsync(1), TypeError);
  const [one, two] = await Promise.all([analyzeAsync(orders), analyzeAsync(Buffer.from(orders))]);
  assert.equal(one.toJson(), two.toJson());
});

test('a signal aborts', async () => {
  const { signal } = new AbortController();
  assert.ok(await analyzeAsync(orders, { signal }));
  await assert.rejects(
    analyzeAsync(orders, { signal: AbortSignal.abort('no more') }),
    (reason) => reason === 'no more',
  );
  const controller = new AbortController();
  // More than the pool has threads: the last ones wait in its queue. One signal for all.
  const tasks = Array.from({ length: 10 }, () => analyzeAsync(orders, { signal: controller.signal }));
  controller.abort(new Error('enough'));
  const outcomes = await Promise.allSettled(tasks);
  assert.deepEqual(new Set(outcomes.map((outcome) => outcome.reason?.message)), new Set(['enough']));
});

test('what nobody holds any more is given back', { skip: forced }, async () => {
  const before = process.memoryUsage().rss;
  let most = 0;
  // Each takes three times its text, some 10 MB that the engine does not see by itself.
  for (let time = 0; time < 60; time += 1) {
    analyze(large);
    await setImmediate();
    most = Math.max(most, process.memoryUsage().rss - before);
  }
  assert.ok(most < 300e6, `${most / 1e6} MB`);
});

test('what is beyond a limit is refused, and values can be left out', async () => {
  for (const limits of [{ bytes: 100 }, { depth: 2 }, { nodes: 2 }, { expression: 5 }]) {
    assert.throws(() => analyze(orders, { limits }), { name: 'ParseError', code: 'limit' });
    await assert.rejects(analyzeAsync(orders, { limits }), { name: 'ParseError', code: 'limit' });
  }
  assert.throws(() => analyze(orders, { limits: { leaves: 5 } }), /expected the limit .*, found leaves/);
  assert.equal(analyze(orders, { limits: { nodes: 1000, depth: undefined } }).plans.length, 1);
  const redacted = analyze(orders, { redact: true });
  const all = [redacted.toJson(), redacted.toText(), redacted.toHtml(), redacted.toSvg(), redacted.toDot(), redacted.toMermaid()];
  for (const output of all) assert.doesNotMatch(output, /returned/);
  assert.match(analyze(orders).toJson(), /returned/);
});
