// Brings plans to life: the keyboard, closing subtrees, all facts of a node, copying. See html/mod.rs.
(() => {
  "use strict";
  // In large plans, what nothing is to be said of is closed at first, and what is so many levels down.
  const DEEP = 100;
  const COUNT = new Intl.NumberFormat("en");
  const HOVER_MS = 350;

  const element = (name, className, text = "") => {
    const made = document.createElement(name);
    made.className = className;
    made.textContent = text;
    return made;
  };

  /**
   * One plan: its rows in the order of the page, and what is known of their nodes. Rows below a closed one are taken
   * out of the document, so that plans of many thousand nodes stay light.
   */
  class Tree {
    constructor(section) {
      this.section = section;
      this.place = Number(section.dataset.plan);
      this.list = section.querySelector(".tree");
      this.items = [];
      this.nodes = new Map();
      for (const row of this.list.querySelectorAll(".row, .fold")) this.add(row);
      this.list.setAttribute("role", "tree");
      this.list.setAttribute("aria-label", "Nodes of the plan");
      if (this.list.classList.contains("large")) this.closeQuiet();
      this.current = this.items[0];
      if (this.current) this.current.row.tabIndex = 0;
    }

    add(row) {
      const isFold = row.classList.contains("fold");
      const first = isFold ? row.querySelector(".row") : row;
      const id = Number(first.dataset.node);
      const end = isFold ? id : Number(row.dataset.end);
      const item = { row, id, end, place: this.items.length, isFold, list: row.parentElement };
      this.items.push(item);
      row.setAttribute("role", "treeitem");
      row.setAttribute("aria-level", Number(row.style.getPropertyValue("--d")) + 1);
      row.tabIndex = -1;
      if (isFold) {
        const details = row.firstElementChild;
        details.lastElementChild.fold = item;
        details.firstElementChild.tabIndex = -1;
        details.lastElementChild.setAttribute("role", "group");
        row.setAttribute("aria-expanded", details.open);
        details.addEventListener("toggle", () => row.setAttribute("aria-expanded", details.open));
        return;
      }
      this.nodes.set(id, item);
      const name = row.firstElementChild;
      name.tabIndex = -1;
      if (item.end > id + 1) {
        name.dataset.below = COUNT.format(item.end - id - 1);
        row.setAttribute("aria-expanded", "true");
        const twist = element("span", "twist");
        twist.setAttribute("aria-hidden", "true");
        row.append(twist);
      }
    }

    of(row) {
      return row.classList.contains("fold")
        ? this.items.find((item) => item.row === row)
        : this.nodes.get(Number(row.dataset.node));
    }

    isOpen(item) {
      return item.row.getAttribute("aria-expanded") === "true";
    }

    isShown(item) {
      return item.row.isConnected && (!item.list.fold || this.isOpen(item.list.fold));
    }

    /** The rows below one, but for those in a run of inputs, which stand in a list of their own. */
    *below(item) {
      for (let at = item.place + 1; this.items[at]?.id < item.end; at += 1) {
        if (this.items[at].list === item.list) yield this.items[at];
      }
    }

    close(item) {
      if (item.isFold) item.row.firstElementChild.open = false;
      if (item.isFold || item.end === item.id + 1) return;
      item.row.setAttribute("aria-expanded", "false");
      for (const below of this.below(item)) below.row.remove();
    }

    /** Closes what begins closed, in one pass: a chain of 100,000 levels must not take its square. */
    closeQuiet() {
      const closedUntil = new Map();
      for (const item of this.items) {
        const isBelow = item.id < (closedUntil.get(item.list) ?? 0);
        if (isBelow) item.row.remove();
        if (item.isFold || item.end === item.id + 1) continue;
        // Not at each level, so that opening one shows some of what is below it.
        const level = Number(item.row.getAttribute("aria-level"));
        const isQuiet = level % 4 === 0 && item.row.classList.contains("quiet");
        if (!isQuiet && level % DEEP > 0) continue;
        item.row.setAttribute("aria-expanded", "false");
        if (!isBelow) closedUntil.set(item.list, item.end);
      }
    }

    open(item) {
      if (item.isFold) item.row.firstElementChild.open = true;
      if (item.isFold || item.end === item.id + 1) return;
      item.row.setAttribute("aria-expanded", "true");
      const part = document.createDocumentFragment();
      let closedUntil = 0;
      for (const below of this.below(item)) {
        if (below.id < closedUntil) continue;
        part.append(below.row);
        if (!below.isFold && below.end > below.id + 1 && !this.isOpen(below)) closedUntil = below.end;
      }
      item.row.after(part);
    }

    toggle(item) {
      if (this.isOpen(item)) this.close(item);
      else this.open(item);
    }

    /** Opens everything around a node. */
    reveal(item) {
      for (const around of this.items.slice(0, item.place)) {
        if (!around.isFold && around.end > item.id && !this.isOpen(around)) this.open(around);
      }
      if (item.list.fold) this.open(item.list.fold);
    }

    focus(item) {
      if (!item) return;
      this.current.row.tabIndex = -1;
      this.current = item;
      item.row.tabIndex = 0;
      item.row.focus({ preventScroll: true });
      item.row.scrollIntoView({ block: "nearest" });
    }

    beside(item, step) {
      for (let at = item.place + step; this.items[at]; at += step) {
        if (this.isShown(this.items[at])) return this.items[at];
      }
      return null;
    }

    parent(item) {
      const level = Number(item.row.getAttribute("aria-level"));
      for (let at = item.place - 1; at >= 0; at -= 1) {
        const above = this.items[at];
        if (above === item.list.fold) return above;
        if (!above.isFold && Number(above.row.getAttribute("aria-level")) < level) return above;
      }
      return null;
    }

    /** All facts of a node as two lists: computed, then as printed. */
    facts(id, lists = 2) {
      this.data ??= JSON.parse(this.section.querySelector(".island").textContent);
      const facts = element("div", "facts");
      for (const pairs of this.data.nodes[id].slice(0, lists)) {
        if (!pairs.length) continue;
        const list = element("dl", "");
        for (let at = 0; at < pairs.length; at += 2) {
          const [key, value] = [this.data.keys[pairs[at]], pairs[at + 1]];
          const nil = /^(0|false|null)$/.test(value) ? "nil" : "";
          const shown = element("dd", nil, value);
          const other = pairs === this.data.nodes[id][0] && /^node (\d+): /.exec(value);
          if (other) {
            const link = element("a", "", value);
            link.href = "#";
            link.dataset.node = other[1];
            shown.replaceChildren(link);
          }
          list.append(element("dt", nil, key), shown);
        }
        facts.append(list);
      }
      return facts;
    }
  }

  const copy = async (text, button) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Without a secure context: through a selection.
      const field = element("textarea", "");
      field.value = text;
      button.append(field);
      field.select();
      document.execCommand("copy");
      field.remove();
    }
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = "Copy"; }, 1200);
  };

  const addCopy = (around, text, what) => {
    const button = element("button", "copy", "Copy");
    button.type = "button";
    button.setAttribute("aria-label", `Copy ${what}`);
    button.addEventListener("click", (event) => {
      event.stopPropagation();
      copy(text, button);
    });
    around.append(button);
  };

  const begin = (root) => {
    const aimed = location.hash && root.querySelector(`.row[id="${CSS.escape(location.hash.slice(1))}"]`);
    const trees = new Map();
    for (const section of root.querySelectorAll(".plan")) {
      const tree = new Tree(section);
      trees.set(tree.place, tree);
    }
    let selected = null;
    let card = null;
    let timer = 0;

    const hideCard = () => {
      clearTimeout(timer);
      card?.remove();
      card = null;
    };
    const unselect = () => {
      if (!selected) return;
      selected.row.removeAttribute("aria-selected");
      selected.row.querySelector(":scope > .facts")?.remove();
      selected = null;
    };
    const select = (tree, item) => {
      hideCard();
      tree.reveal(item);
      if (selected !== item) {
        unselect();
        selected = item;
        item.row.setAttribute("aria-selected", "true");
        item.row.append(tree.facts(item.id));
      }
      tree.focus(item);
      const detail = { plan: tree.place, node: item.id };
      root.dispatchEvent(new CustomEvent("plan-select", { detail, bubbles: true, composed: true }));
    };
    root.selectNode = (plan, node) => {
      const tree = trees.get(plan);
      const item = tree?.nodes.get(node);
      if (item) select(tree, item);
    };
    if (aimed) root.selectNode(Number(aimed.closest(".plan").dataset.plan), Number(aimed.dataset.node));

    for (const [selector, what] of [[".ddl", "the statement"], [".query", "the statement"], [".finding", "the finding"]]) {
      for (const around of root.querySelectorAll(selector)) {
        const parts = around.matches(".finding") ? around.querySelectorAll("p:not(.source)") : [around];
        addCopy(around, Array.from(parts, (part) => part.textContent.trim()).join("\n"), what);
      }
    }

    const treeOf = (target) => {
      const section = target.closest(".plan");
      return section && trees.get(Number(section.dataset.plan));
    };

    root.addEventListener("click", (event) => {
      const { target } = event;
      const tree = treeOf(target);
      const link = target.closest("a[href^='#']");
      if (!tree) {
        // Links to whole plans: a shadow root knows no fragments of the address.
        const section = link && root.querySelector(`[id="${link.hash.slice(1)}"]`);
        if (section) {
          event.preventDefault();
          section.scrollIntoView();
        }
        return;
      }
      const row = target.closest(".row");
      const other = target.closest(".facts a");
      if (other) {
        event.preventDefault();
        select(tree, tree.nodes.get(Number(other.dataset.node)));
      } else if (target.closest(".twist")) {
        const item = tree.of(row);
        tree.toggle(item);
        tree.focus(item);
      } else if (row) {
        if (target.closest(".facts") || String(getSelection())) return;
        event.preventDefault();
        const item = tree.of(row);
        if (selected === item) {
          unselect();
          tree.focus(item);
        } else select(tree, item);
      } else {
        const about = target.closest("[data-node]");
        if (!about || String(getSelection())) return;
        event.preventDefault();
        select(tree, tree.nodes.get(Number(about.dataset.node)));
      }
    });

    root.addEventListener("keydown", (event) => {
      const row = event.target;
      if (!row.matches(".row, .fold") || event.ctrlKey || event.metaKey || event.altKey) return;
      const tree = treeOf(row);
      const item = tree.of(row);
      const keys = {
        ArrowDown: () => tree.focus(tree.beside(item, 1)),
        ArrowUp: () => tree.focus(tree.beside(item, -1)),
        ArrowRight: () => {
          if (!row.hasAttribute("aria-expanded")) return;
          if (tree.isOpen(item)) tree.focus(tree.beside(item, 1));
          else tree.open(item);
        },
        ArrowLeft: () => {
          if (row.hasAttribute("aria-expanded") && tree.isOpen(item)) tree.close(item);
          else tree.focus(tree.parent(item));
        },
        Home: () => tree.focus(tree.items[0]),
        End: () => tree.focus(tree.beside({ place: tree.items.length }, -1)),
        Enter: () => {
          if (item.isFold) tree.toggle(item);
          else if (selected === item) unselect();
          else select(tree, item);
        },
        Escape: unselect,
      };
      keys[" "] = keys.Enter;
      const act = keys[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    });

    root.addEventListener("pointerover", (event) => {
      const row = event.target.closest(".row");
      if (row === card?.row) return;
      hideCard();
      if (!row || event.pointerType !== "mouse" || event.target.closest(".facts")) return;
      const tree = treeOf(row);
      const item = tree.of(row);
      if (item === selected) return;
      timer = setTimeout(() => {
        card = element("div", "card");
        card.row = row;
        card.setAttribute("aria-hidden", "true");
        card.append(tree.facts(item.id, 1));
        root.append(card);
        const [at, around] = [row.getBoundingClientRect(), root.getBoundingClientRect()];
        const left = Math.min(event.clientX - around.left + 16, around.width - card.offsetWidth - 8);
        card.style.left = `${Math.max(left, 8)}px`;
        const below = at.bottom + card.offsetHeight + 8 < innerHeight || at.top < card.offsetHeight;
        card.style.top = `${(below ? at.bottom + 4 : at.top - card.offsetHeight - 4) - around.top}px`;
      }, HOVER_MS);
    });
    root.addEventListener("pointerleave", hideCard);
  };

  globalThis.plansight = (scope = document) => {
    const roots = [...scope.querySelectorAll(".plansight")];
    if (scope.matches?.(".plansight")) roots.push(scope);
    for (const root of roots) if (!root.selectNode) begin(root);
  };
  globalThis.plansight();
})();
