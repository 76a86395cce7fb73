// The adapters with the libraries' own types. Compiled, never run.

import { drizzle } from 'drizzle-orm/node-postgres';
import { integer, pgTable } from 'drizzle-orm/pg-core';
import knexOf from 'knex';
import pg from 'pg';
import type { Analysis } from 'plansight';
import * as ofDrizzle from 'plansight/drizzle';
import * as ofKnex from 'plansight/knex';
import * as ofPg from 'plansight/pg';
import * as ofPrisma from 'plansight/prisma';
import * as ofSequelize from 'plansight/sequelize';
import * as ofTypeOrm from 'plansight/typeorm';
import { PrismaPg } from '@prisma/adapter-pg';
import { type Model, Sequelize } from 'sequelize';
import type { DataSource } from 'typeorm';

const pool = new pg.Pool();
const orders = pgTable('orders', { id: integer() });
const sequelize = new Sequelize();
declare const source: DataSource;
declare const Order: typeof Model & (new () => Model);

const analyses: Promise<Analysis>[] = [
  ofPg.explain(pool, 'select 1', { analyze: true, timeoutMs: 1000 }),
  ofPg.explain(new pg.Client(), { text: 'select $1', values: [1] }),
  ofPg.readCatalog(pool).then((catalog) => ofPg.explain(pool, { sql: 'select $1', params: [1] }, { catalog })),
  ofKnex.explain(knexOf({ client: 'pg' })('orders').where({ id: 1 })),
  ofDrizzle.explain(drizzle(pool).select().from(orders), { verbose: false }),
  ofTypeOrm.explain(source.createQueryBuilder()),
  ofSequelize.explain(sequelize, () => Order.findAll()),
  ofPrisma.explain(() => Promise.resolve(1)),
];
const adapter: PrismaPg = ofPrisma.explainable(new PrismaPg({}));

// @ts-expect-error: no query of Knex
ofKnex.explain('select 1');
// @ts-expect-error: a misspelt option
ofPg.explain(pool, 'select 1', { analyse: true });

void [analyses, adapter];
