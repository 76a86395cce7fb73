// Plans of Knex's queries. PGHOST, PGUSER and so on say where.

import knexOf from 'knex';
import { explain } from 'plansight/knex';

const knex = knexOf({ client: 'pg', connection: {} });
console.log(await explain(knex('orders').where({ status: 'returned' }), { analyze: true }));
await knex.destroy();
