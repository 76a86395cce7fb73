// Where no addon loads, plansight-wasm answers: the tests of the addon, with it. `make test-node` builds it.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, symlinkSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const installed = path('../node_modules/plansight-wasm');

before(() => {
  assert.ok(existsSync(path('../../bindings-wasm/pkg/node')), 'plansight-wasm is built: cargo run -p xtask -- wasm');
  rmSync(installed, { force: true });
  symlinkSync(path('../../bindings-wasm'), installed, 'junction');
});
after(() => rmSync(installed, { force: true }));

/** What a command of Node prints and how it ends, without the marks of the test that runs it. */
function node(...arguments_) {
  const { NODE_TEST_CONTEXT: _, ...rest } = process.env;
  const env = { ...rest, PLANSIGHT_FORCE_WASM: '1' };
  return spawnSync(process.execPath, arguments_, { cwd: path('..'), env, encoding: 'utf8' });
}

test('the same answers and the same errors', () => {
  const files = ['analyze', 'wire', 'workload'].map((name) => `test/${name}.test.mjs`);
  const { status, stdout } = node('--test', '--test-reporter=tap', ...files);
  assert.equal(status, 0, stdout);
  assert.match(stdout, /^# skipped 2$/m);
});

test('it is plansight-wasm that answers', () => {
  const script = "require('plansight'); console.log(Object.keys(require.cache).some((name) => name.endsWith('.node')))";
  assert.equal(node('-e', script).stdout, 'false\n');
});

test('without it, the error says what was tried', () => {
  rmSync(installed, { force: true });
  const { status, stderr } = node('-e', "require('plansight')");
  assert.equal(status, 1);
  assert.match(stderr, /no addon of plansight for \w+ on \w+, and no plansight-wasm, which gives the same reports/);
});
