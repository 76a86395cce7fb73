// A PostgreSQL of our own on a socket that nobody else knows; nothing of it is left afterwards.

import { execFileSync } from 'node:child_process';
import { appendFileSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const SHOP = `
  create table customers (id int primary key, name text not null);
  insert into customers select n, 'customer ' || n from generate_series(1, 500) n;
  create table orders (
    id int primary key, customer_id int not null references customers, status text not null, placed_at date not null
  );
  insert into orders
  select n, 1 + n % 500, case when n % 400 = 0 then 'returned' else 'sent' end, date '2024-01-01' + n % 366
  from generate_series(1, 40000) n;
  create index orders_placed_at_idx on orders (placed_at);
  vacuum analyze;
`;

/** Debian keeps the server's programs off PATH. */
function programs() {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [...versions.map((version) => join(debian, version, 'bin')), ...process.env.PATH.split(':')];
  const found = folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'pg_ctl')));
  if (!found) throw new Error('expected a PostgreSQL server to test with: on Debian, apt-get install postgresql');
  return found;
}

/** The server refuses to run as root. */
function owner() {
  if (process.getuid() !== 0) return {};
  const id = (flag) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

/** Starts a server with the tables of a small shop: `host` and `user` to connect with, and `stop`. */
export function startServer() {
  const folder = programs();
  const user = owner();
  // In /tmp: the path of a socket may not exceed some hundred bytes.
  const home = mkdtempSync('/tmp/plansight-');
  if (user.uid !== undefined) chownSync(home, user.uid, user.gid);
  const data = join(home, 'data');
  // Whatever PG* the caller has set is about another server.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('PG')));
  const options = { cwd: home, env, stdio: ['pipe', 'ignore', 'pipe'], ...user };
  const run = (program, args, more) => execFileSync(join(folder, program), args, { ...options, ...more });
  const remove = () => rmSync(home, { recursive: true, force: true });
  try {
    run('initdb', ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '-N']);
    const settings = { listen_addresses: '', fsync: 'off', autovacuum: 'off', unix_socket_directories: home };
    const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value}'\n`);
    appendFileSync(join(data, 'postgresql.conf'), lines.join(''));
    run('pg_ctl', ['-D', data, '-l', join(home, 'log'), '-w', 'start'], { stdio: 'ignore' });
  } catch (error) {
    remove();
    throw error;
  }
  const stop = () => {
    run('pg_ctl', ['-D', data, '-m', 'immediate', '-w', 'stop'], { stdio: 'ignore' });
    remove();
  };
  run('psql', ['-XqAt', '-v', 'ON_ERROR_STOP=1', '-h', home, '-U', 'postgres'], { input: SHOP });
  return { host: home, user: 'postgres', database: 'postgres', stop };
}
