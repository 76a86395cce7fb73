/** What was pasted is not a plan that can be read: what it is instead, and where that shows. */
export class ParseError extends Error {}

/** The functions of the package, over those of a WebAssembly module. */
export function front(wasm) {
  const call = (task) => {
    try {
      return task();
    } catch (error) {
      // The module throws an Error with the fields of one; only its class is missing.
      throw error?.name === "ParseError" ? Object.setPrototypeOf(error, ParseError.prototype) : error;
    }
  };
  const renderAdvice = (statements, format, { maxBytes, maxIndexes, width, color = false, ...options } = {}) =>
    call(() => wasm.advise(flat(statements), format, options, maxBytes, maxIndexes, width, color));
  return {
    analyze: (plan, options) => call(() => wasm.analyze(plan, options)),
    render: (plan, format, { place, width, color = false, ...options } = {}) =>
      call(() => wasm.render(plan, format, options, place, width, color)),
    advise: (statements, options) => JSON.parse(renderAdvice(statements, "json", options)),
    renderAdvice,
    catalogSql: (dialect, { noValues = false, schema } = {}) => wasm.catalogSql(dialect, noValues, schema),
  };
}

/** Statements as the module takes them: plan, name and calls of each, one after another. */
function flat(statements) {
  if (typeof statements === "string" || statements instanceof Uint8Array) {
    throw new TypeError(`expected a list of statements, found ${typeof statements}`);
  }
  return Array.from(statements).flatMap((given) =>
    Object.hasOwn(Object(given), "plan") ? [given.plan, given.name, given.calls] : [given, undefined, undefined],
  );
}
