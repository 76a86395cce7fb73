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
  return {
    analyze: (plan, { dialect, catalog } = {}) => call(() => wasm.analyze(plan, dialect, catalog)),
    render: (plan, format, { dialect, catalog, place } = {}) =>
      call(() => wasm.render(plan, format, dialect, catalog, place)),
  };
}
