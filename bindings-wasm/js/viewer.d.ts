import type { Format } from "./index.js";

/** What an error of a plan says, with the fields of a `ParseError` where it is one. */
export interface PlanErrorDetail {
  name: string;
  message: string;
  code?: string;
  line?: number;
  column?: number;
  pointer?: string;
  excerpt?: string;
}

/** `<plan-viewer>`: shows a query plan with its findings and indexes. Importing this module defines it. */
export class PlanViewer extends HTMLElement {
  /** The plan that is shown: a text, or the bytes of one. Setting it shows another. */
  plan: string | Uint8Array;
  /** The theme; the empty one follows the system. */
  theme: "" | "light" | "dark";
  /** Chooses a node, as a click on it does: the number of the plan in its text and the node's id, both from 0. */
  select(plan: number, node: number): void;
  /** The plan that is shown in another format. */
  render(format: Format): Promise<string>;
}

declare global {
  interface HTMLElementTagNameMap {
    "plan-viewer": PlanViewer;
  }
  interface HTMLElementEventMap {
    /** A plan stands in a `<plan-viewer>`. */
    "plan-show": CustomEvent<Record<string, never>>;
    /** A node was chosen: the number of the plan in its text and the node's id, both from 0. */
    "plan-select": CustomEvent<{ plan: number; node: number }>;
    /** What was given cannot be shown. */
    "plan-error": CustomEvent<PlanErrorDetail>;
  }
}
