// Plans of Sequelize's queries. PGHOST and PGUSER say where.

import { explain } from 'plansight/sequelize';
import { DataTypes, Sequelize } from 'sequelize';

const { PGHOST: host, PGUSER: username, PGDATABASE: database } = process.env;
const sequelize = new Sequelize({ dialect: 'postgres', host, username, database, logging: false });
const Order = sequelize.define('order', { status: DataTypes.TEXT }, { timestamps: false });
console.log(await explain(sequelize, () => Order.findAll({ where: { status: 'returned' } }), { analyze: true }));
await sequelize.close();
