// Analysis and rendering, off the page's thread: a large plan neither freezes the tab nor, where memory ends, ends it.
import init, { render } from "../js/web.js";
import { inflate } from "./bytes.js";
import module from "plansight.wasm.gz";

const ready = inflate(module, "gzip").then(init);

addEventListener("message", async ({ data: { id, plan, format } }) => {
  try {
    await ready;
    postMessage({ id, text: render(plan, format) });
  } catch ({ name, message, code, line, column, pointer, excerpt }) {
    // An error loses its fields on the way, an object does not.
    postMessage({ id, error: { name, message, code, line, column, pointer, excerpt } });
  }
});
