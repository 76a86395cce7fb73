// Every adapter against its real library and a real PostgreSQL.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import pg from 'pg';

import { startServer } from './server.mjs';

const LIBRARIES = ['pg', 'knex', 'drizzle', 'typeorm', 'sequelize', 'prisma'];

/** @type {{ server?: ReturnType<typeof startServer>, orders?: () => Promise<number> }} */
const database = {};
before(() => {
  database.server = startServer();
  database.orders = async () => {
    const client = new pg.Client(database.server);
    await client.connect();
    const { rows } = await client.query(
      'select count(*)::int as count, count(*) filter (where status = $1)::int as sent from orders',
      ['sent'],
    );
    await client.end();
    return rows[0];
  };
});
after(() => database.server?.stop());

for (const name of LIBRARIES) {
  const { default: define } = await import(`./adapters/${name}.mjs`);
  describe(name, () => define(database));
}

describe('examples', () => {
  for (const name of [...LIBRARIES, 'slow-queries']) {
    test(name, async () => {
      const { host: PGHOST, user: PGUSER, database: PGDATABASE } = database.server;
      const path = fileURLToPath(new URL(`../examples/${name}.mjs`, import.meta.url));
      const env = { ...process.env, PGHOST, PGUSER, PGDATABASE };
      const { stdout } = await promisify(execFile)(process.execPath, [path], { env });
      assert.match(stdout, /CREATE INDEX CONCURRENTLY ON (public\.)?orders \(/);
    });
  }
});
