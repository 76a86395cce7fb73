// The package as it is published, installed in an empty folder: the newcomer's path of the README.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('..', import.meta.url));

test('the three lines of the README', () => {
  const readme = readFileSync(join(here, 'README.md'), 'utf8');
  const lines = /^## Installation\n.*?```sh\n(.*?)```/ms.exec(readme)[1].trimEnd().split('\n');
  assert.equal(lines.length, 3);
  const folder = mkdtempSync(join(tmpdir(), 'plansight-package-'));
  const run = (command, cwd = folder) => execFileSync('sh', ['-c', command], { cwd, encoding: 'utf8' });
  try {
    const [packed] = JSON.parse(run(`npm pack --json --pack-destination ${folder}`, here));
    const names = packed.files.map((file) => file.path);
    for (const name of ['dist/index.d.ts', 'dist/pg.js', 'native.js', 'LICENSE-MIT', 'LICENSE-APACHE']) {
      assert.ok(names.includes(name), name);
    }
    assert.ok(
      names.every((name) => !/^(test|lib|bench|src|node_modules)\//.test(name)),
      names.join(),
    );
    const [install, capture, read] = lines;
    run(install.replace('plansight', `./${packed.filename}`));
    assert.match(capture, /^psql .*EXPLAIN \(ANALYZE.*> plan\.json$/);
    copyFileSync(join(here, '../testdata/postgres/15-orders-report.json'), join(folder, 'plan.json'));
    assert.match(run(read), /CREATE INDEX CONCURRENTLY ON orders \(status, placed_at\);/);
    // Nobody's ORM is needed.
    assert.equal(run('node -p "typeof require(\'plansight/knex\').explain"'), 'function\n');
    assert.deepEqual(run('ls node_modules').split('\n'), ['plansight', '']);
    // A platform without an addon.
    run('rm node_modules/plansight/*.node');
    assert.throws(
      () => run(`${read} 2>&1`),
      (error) => /no addon of plansight for .*, and no plansight-wasm/.test(error.stdout),
    );
    // With the package that is there for it.
    const [wasm] = JSON.parse(run(`npm pack --json --pack-destination ${folder}`, join(here, '../bindings-wasm')));
    run(`npm install --no-save ./${wasm.filename}`);
    run('rm -f node_modules/plansight/*.node');
    assert.match(run(read), /CREATE INDEX CONCURRENTLY ON orders \(status, placed_at\);/);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
