// <plan-viewer>: a plan in, its picture with findings and indexes out. What is drawn, the core has drawn.
import "plansight/script";
import worker from "plansight/worker";
import css from "./plan-viewer.css";

/** How long a plan may take before it is said that one is waiting, in milliseconds. */
const PATIENCE = 250;
/** How much markup is parsed at a time, in characters: a few milliseconds of work. */
const SLICE = 100_000;

const sheet = new CSSStyleSheet();
sheet.replaceSync(css);

/**
 * Shows a query plan.
 *
 * Property and attribute `plan`: the text (the property also takes bytes). Attribute `theme`: `light`, `dark`, or
 * nothing for the system's. Events, all of which bubble out of shadow trees: `plan-show` when a plan stands there,
 * `plan-select` with `{plan, node}` when a node was chosen, `plan-error` with the fields of a
 * `ParseError`.
 */
export class PlanViewer extends HTMLElement {
  static observedAttributes = ["plan", "theme"];

  #root = this.attachShadow({ mode: "open" });
  #plan = "";
  #worker;
  #tasks = new Map();
  #shows = 0;

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [sheet];
  }

  attributeChangedCallback(name, _old, value) {
    if (name === "plan") this.plan = value;
    else this.#dress();
  }

  disconnectedCallback() {
    this.#stop("the viewer was removed");
  }

  /** The plan that is shown: a text, or the bytes of one. */
  get plan() {
    return this.#plan;
  }

  set plan(plan) {
    this.#plan = plan ?? "";
    this.#show();
  }

  /** The theme: `light`, `dark`, or nothing for the system's. */
  get theme() {
    return this.getAttribute("theme") ?? "";
  }

  set theme(theme) {
    if (theme) this.setAttribute("theme", theme);
    else this.removeAttribute("theme");
  }

  /** Chooses a node, as a click on it does. */
  select(plan, node) {
    this.#root.querySelector(".plansight")?.selectNode(plan, node);
  }

  /** The plan that is shown in another format, such as `html`, `svg` or `json`. */
  render(format) {
    return this.#ask(this.#plan, format);
  }

  async #show() {
    const show = ++this.#shows;
    // Whoever pastes a second plan does not wait for the first.
    if (this.#tasks.size > 0) this.#stop("another plan was given");
    if (this.#plan.length === 0) return this.#root.replaceChildren();
    const waiting = setTimeout(() => this.#wait(), PATIENCE);
    try {
      const picture = await parse(await this.#ask(this.#plan, "fragment"));
      if (show !== this.#shows) return;
      // What begins closed is taken out before it costs a style.
      globalThis.plansight(picture);
      this.#root.replaceChildren(picture);
      this.#dress();
      this.#tell("plan-show", {});
    } catch (error) {
      if (show !== this.#shows) return;
      this.#fail(error);
      const { name, message, code, line, column, pointer, excerpt } = error;
      this.#tell("plan-error", { name, message, code, line, column, pointer, excerpt });
    } finally {
      clearTimeout(waiting);
    }
  }

  /** Tells the picture the theme: it cannot see it through the edge of the shadow tree. */
  #dress() {
    const picture = this.#root.querySelector(".plansight");
    if (picture) picture.dataset.theme = this.theme;
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }

  #wait() {
    const button = element("button", { type: "button", textContent: "Stop" });
    button.addEventListener("click", () => this.#stop("stopped"));
    this.#root.replaceChildren(element("p", { className: "note", role: "status" }, "Reading the plan … ", button));
  }

  #fail({ message, excerpt }) {
    const parts = [element("p", {}, message)];
    if (excerpt) parts.push(element("pre", { tabIndex: 0 }, excerpt));
    this.#root.replaceChildren(element("div", { className: "note error", role: "alert" }, ...parts));
  }

  /** Lets the worker render a plan. */
  #ask(plan, format) {
    this.#worker ??= this.#start();
    return new Promise((resolve, reject) => {
      const id = crypto.getRandomValues(new Uint32Array(1))[0];
      this.#tasks.set(id, { resolve, reject });
      this.#worker.postMessage({ id, plan, format });
    });
  }

  #start() {
    const url = URL.createObjectURL(new Blob([worker], { type: "text/javascript" }));
    const started = new Worker(url);
    URL.revokeObjectURL(url);
    started.addEventListener("message", ({ data: { id, text, error } }) => {
      const task = this.#tasks.get(id);
      this.#tasks.delete(id);
      if (error === undefined) return task?.resolve(text);
      task?.reject(error);
      // A trap, such as the end of memory, leaves a module that cannot go on.
      if (error.name !== "ParseError") this.#stop(error.message);
    });
    started.addEventListener("error", ({ message }) => this.#stop(message || "the worker could not be started"));
    return started;
  }

  /** Ends the worker and whatever it was doing. */
  #stop(message) {
    this.#worker?.terminate();
    this.#worker = undefined;
    for (const { reject } of this.#tasks.values()) reject({ name: "AbortError", message });
    this.#tasks.clear();
  }
}

/** The element that markup describes, parsed in slices, between which the page stays alive. */
async function parse(html) {
  const parsed = document.implementation.createHTMLDocument();
  for (let at = 0; at < html.length; ) {
    // A line is never cut.
    const end = html.indexOf("\n", at + SLICE) + 1 || html.length;
    parsed.write(html.slice(at, end));
    at = end;
    if (at < html.length) await new Promise((resolve) => setTimeout(resolve));
  }
  parsed.close();
  return parsed.querySelector(".plansight");
}

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

if (!customElements.get("plan-viewer")) customElements.define("plan-viewer", PlanViewer);
