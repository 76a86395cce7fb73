// Plans of statements of `pg`. PGHOST, PGUSER and so on say where.

import pg from 'pg';
import { explain } from 'plansight/pg';

const pool = new pg.Pool();
const statement = { text: 'select * from orders where status = $1', values: ['returned'] };
console.log(await explain(pool, statement, { analyze: true }));
await pool.end();
