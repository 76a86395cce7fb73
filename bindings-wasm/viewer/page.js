// The page around <plan-viewer>: what a person pastes, drops, opens or follows a link to. It keeps nothing and sends
// nothing; the policy in its head holds it to that.
import examples from "plansight/examples";
import { fromLink, toLink } from "./bytes.js";
import "./plan-viewer.js";

/** The longest text that a text area takes without slowing down, in characters. */
const EDITABLE = 300_000;
/** The longest link that chats and browsers let pass as a rule, in characters. */
const LONG_LINK = 8_000;

const byId = (id) => document.getElementById(id);
const [form, text, file, bar, about, viewer, said] = ["input", "text", "file", "bar", "about", "viewer", "said"].map(byId);

/** Says something in passing. */
function say(message) {
  said.textContent = message;
  clearTimeout(say.timer);
  say.timer = setTimeout(() => (said.textContent = ""), 6000);
}

/** Shows a plan that came from somewhere. */
function show(plan, from) {
  if (plan.length === 0) return text.focus();
  about.textContent = from;
  viewer.plan = plan;
}

/** Back to the empty page. */
function restart() {
  viewer.plan = "";
  text.value = "";
  turn("empty");
  text.focus();
}

const size = (bytes) => (bytes < 1000 ? `${bytes} bytes` : bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`);

async function open(opened) {
  if (!opened) return;
  text.value = "";
  show(new Uint8Array(await opened.arrayBuffer()), `${opened.name}, ${size(opened.size)}`);
}

/** The plan that the address carries behind its #, where it carries one. */
async function follow() {
  const carried = /^#plan=([\w-]+)$/.exec(location.hash)?.[1];
  if (!carried) return;
  try {
    show(await fromLink(carried), "from the link");
  } catch {
    say("The link is damaged: the plan in it cannot be read. Ask for it anew.");
  }
}

/** The plan as text: what was opened as bytes is decoded, a UTF-16 file by its byte order mark. */
function planText() {
  const plan = viewer.plan;
  if (typeof plan === "string") return plan;
  const mark = plan[0] === 0xff && plan[1] === 0xfe ? "utf-16le" : plan[0] === 0xfe && plan[1] === 0xff ? "utf-16be" : "utf-8";
  return new TextDecoder(mark).decode(plan);
}

async function copyLink() {
  const url = new URL(location.href);
  url.hash = `plan=${await toLink(planText())}`;
  try {
    await navigator.clipboard.writeText(url.href);
    const long = url.href.length > LONG_LINK ? `: ${size(url.href.length)} long, which some programs cut` : "";
    say(`Link copied, with the plan in it${long}`);
  } catch {
    location.hash = url.hash;
    say("The browser forbids copying: the link is in the address bar now");
  }
}

async function save() {
  const page = await viewer.render("html");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([page], { type: "text/html" }));
  link.download = "plan.html";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

const THEMES = { "": "Theme: system", light: "Theme: light", dark: "Theme: dark" };

function dress(theme) {
  document.documentElement.dataset.theme = theme;
  viewer.theme = theme;
  byId("theme").textContent = THEMES[theme];
}

byId("theme").addEventListener("click", () => {
  const names = Object.keys(THEMES);
  dress(names[(names.indexOf(document.documentElement.dataset.theme) + 1) % names.length]);
});
byId("new").addEventListener("click", restart);
byId("link").addEventListener("click", copyLink);
byId("save").addEventListener("click", () => save().catch(({ message }) => say(message)));

form.addEventListener("submit", (event) => {
  event.preventDefault();
  show(text.value, "pasted");
});
text.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
});
file.addEventListener("change", () => {
  open(file.files[0]);
  file.value = "";
});

// A plan that is pasted is what its person wants to see: wherever on the page, and at once.
addEventListener("paste", (event) => {
  const [dropped] = event.clipboardData.files;
  const pasted = event.clipboardData.getData("text/plain");
  if (!dropped && !pasted.trim()) return;
  // Somebody mends a text: that is no new plan.
  if (event.target === text && text.value.trim()) return;
  event.preventDefault();
  if (dropped) return open(dropped);
  text.value = pasted.length <= EDITABLE ? pasted : "";
  show(pasted, `pasted, ${size(pasted.length)}`);
});
addEventListener("dragover", (event) => {
  event.preventDefault();
  event.dataTransfer.dropEffect = "copy";
});
addEventListener("drop", (event) => {
  event.preventDefault();
  const [dropped] = event.dataTransfer.files;
  if (dropped) return open(dropped);
  show(event.dataTransfer.getData("text/plain"), "dropped");
});
addEventListener("hashchange", follow);

/** What the page is about: `empty`, `shown` or `failed`. */
function turn(state) {
  document.body.dataset.state = state;
  form.hidden = state === "shown";
  bar.hidden = state !== "shown";
}
viewer.addEventListener("plan-show", () => turn("shown"));
viewer.addEventListener("plan-error", () => turn("failed"));

for (const { title, plan } of examples) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "example";
  button.textContent = title;
  button.addEventListener("click", () => {
    text.value = plan;
    show(plan, title);
  });
  byId("examples").append(button);
}

dress("");
follow();
