/** The addon for this platform; where none loads, `plansight-wasm`; or an error that says what there is instead. */

import { type Addon, overWasm } from './wasm';

function load(): Addon {
  let cause: unknown = 'PLANSIGHT_FORCE_WASM is set';
  try {
    if (!process.env['PLANSIGHT_FORCE_WASM']) return require('../native');
  } catch (error) {
    cause = error;
  }
  try {
    return overWasm(require('plansight-wasm'));
  } catch (error) {
    const here = `${process.platform} on ${process.arch}`;
    throw new Error(`no addon of plansight for ${here}, and no plansight-wasm, which gives the same reports`, {
      cause: new AggregateError([cause, error]),
    });
  }
}

export const addon = load();
