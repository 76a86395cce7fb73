import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import Ajv from 'ajv/dist/2020.js';
import { analyze } from 'plansight';

const file = (name) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');
const valid = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(
  JSON.parse(file('core/schema/report.schema.json')),
);

for (const { name, input, catalog } of JSON.parse(file('testdata/wire/cases.json'))) {
  test(`${name} is the same bytes in every language, and as the schema says`, () => {
    const analysis = analyze(file(`testdata/${input}`), catalog && { catalog: file(`testdata/${catalog}`) });
    assert.ok(`${analysis.toJson()}\n` === file(`testdata/wire/${name}.json`));
    assert.ok(valid(analysis.report), JSON.stringify(valid.errors));
  });
}
