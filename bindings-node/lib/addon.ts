/** The addon for this platform, or an error that says what there is instead. */

import type * as native from '../native';

function load(): typeof native {
  try {
    return require('../native');
  } catch (cause) {
    const here = `${process.platform} on ${process.arch}`;
    throw new Error(`no addon of plansight for ${here}: plansight-wasm gives the same reports`, { cause });
  }
}

export const addon = load();
