// What an analysis costs beside JSON.parse of the same text and beside pev2's parser, in one process, as medians.
//
//     npm install --prefix bench && npm run bench
//
// pev2 exports its Vue component only; its service is reached by one more export behind its own code, and is called as
// its store does (`fromSource`, `createPlan`), without Vue's proxies around it.

import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus } from 'node:os';
import { setImmediate } from 'node:timers/promises';

const require = createRequire(import.meta.url);
const { analyze } = require('..');

const ROUNDS = 101;
const ROUND_MS = 1;

async function pev2() {
  const dist = new URL('node_modules/pev2/dist/', import.meta.url);
  const code = readFileSync(new URL('pev2.es.js', dist), 'utf8');
  const [, service] = /(\w+)\.fromSource\(/.exec(code);
  const copy = new URL('pev2.service.mjs', dist);
  writeFileSync(copy, `${code}\nexport { ${service} as service };\n`);
  return (await import(copy)).service;
}

/** A captured plan, and larger ones: it and a parallel one, as often as it takes, as the members of an Append. */
function plans() {
  const captured = (name) => readFileSync(new URL(`../../testdata/postgres/15-${name}.json`, import.meta.url), 'utf8');
  const [document] = JSON.parse(captured('orders-report'));
  const [parallel] = JSON.parse(captured('gather'));
  const repeated = (times) => {
    const Plans = Array(times).fill([document.Plan, parallel.Plan]).flat();
    return JSON.stringify([{ ...document, Plan: { ...document.Plan, 'Node Type': 'Append', Plans } }], null, 2);
  };
  const size = (bytes) => repeated(Math.round(bytes / (repeated(2).length - repeated(1).length)));
  return [captured('orders-report'), size(30_000), size(380_000)];
}

/** Milliseconds of one call: medians of rounds in which all tasks take turns, and the event loop between them. */
async function measure(tasks) {
  const times = tasks.map(() => []);
  const once = async (task, calls) => {
    // What is not held any more is given back between turns of the loop.
    await setImmediate();
    const start = process.hrtime.bigint();
    for (let call = 0; call < calls; call += 1) task();
    return Number(process.hrtime.bigint() - start) / 1e6 / calls;
  };
  const calls = [];
  for (const task of tasks) calls.push(Math.max(1, Math.round(ROUND_MS / (await once(task, 20)))));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, task] of tasks.entries()) times[index].push(await once(task, calls[index]));
  }
  return times.map((one) => one.sort((a, b) => a - b)[ROUNDS >> 1]);
}

const service = await pev2();
const row = (cells) => console.log(cells.map((cell) => String(cell).padStart(12)).join(''));
console.log(`Node ${process.version}, ${cpus()[0].model}; milliseconds, medians of ${ROUNDS} rounds`);
row(['kB', 'JSON.parse', 'analyze', '… Buffer', '… report', 'pev2', 'to parse', 'to pev2', 'report/pev2']);
for (const text of plans()) {
  const bytes = Buffer.from(text);
  const [parse, lazy, buffer, whole, theirs] = await measure([
    () => JSON.parse(text),
    () => analyze(text),
    () => analyze(bytes),
    () => analyze(text).report,
    () => service.createPlan('', service.fromSource(text), ''),
  ]);
  const ms = [parse, lazy, buffer, whole, theirs].map((time) => time.toFixed(3));
  row([
    (text.length / 1000).toFixed(1),
    ...ms,
    (lazy / parse).toFixed(2),
    (theirs / lazy).toFixed(1),
    (theirs / whole).toFixed(1),
  ]);
}
