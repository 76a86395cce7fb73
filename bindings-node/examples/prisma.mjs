// Plans of Prisma's queries, after `npx prisma generate --schema schema.prisma`. PGHOST, PGUSER and so on say where.

import { PrismaPg } from '@prisma/adapter-pg';
import { explain, explainable } from 'plansight/prisma';

import generated from './generated/index.js';

const prisma = new generated.PrismaClient({ adapter: explainable(new PrismaPg({})) });
console.log(await explain(() => prisma.order.findMany({ where: { status: 'returned' } }), { analyze: true }));
await prisma.$disconnect();
