export * from "./index.js";

/**
 * Fetches and compiles the module: once, however often it is called; to be awaited before anything else.
 *
 * @param source Where the module is, or its bytes; without it, beside the script.
 */
export default function init(
  source?: string | URL | Request | Response | BufferSource | WebAssembly.Module | Promise<Response>,
): Promise<void>;
