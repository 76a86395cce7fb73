// Plans of TypeORM's queries. PGHOST and PGUSER say where.

import { explain } from 'plansight/typeorm';
import { DataSource, EntitySchema } from 'typeorm';

const columns = { id: { type: 'int', primary: true }, status: { type: 'text' } };
const Order = new EntitySchema({ name: 'Order', tableName: 'orders', columns });
const { PGHOST: host, PGUSER: username } = process.env;
const source = await new DataSource({ type: 'postgres', host, username, entities: [Order] }).initialize();
const returned = source
  .getRepository(Order)
  .createQueryBuilder('o')
  .where('o.status = :status', { status: 'returned' });
console.log(await explain(returned, { analyze: true }));
await source.destroy();
