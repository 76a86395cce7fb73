// Plans of Drizzle's queries. PGHOST, PGUSER and so on say where.

import { eq } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { integer, pgTable, text } from 'drizzle-orm/pg-core';
import pg from 'pg';
import { explain } from 'plansight/drizzle';

const orders = pgTable('orders', { id: integer().primaryKey(), status: text().notNull() });
const pool = new pg.Pool();
const db = drizzle(pool);
console.log(await explain(db.select().from(orders).where(eq(orders.status, 'returned')), { analyze: true }));
await pool.end();
