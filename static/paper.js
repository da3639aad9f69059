/* The page on paper, where a style sheet cannot do it: what is folded is opened, links become
   numbered notes with their addresses at the end, and each sheet names the view and its link.

   All of it happens before the browser lays the sheets out, and is taken back afterwards. The map
   draws itself for the paper (bridge.js). */

const LINE_CHARACTERS = 118; // of an address at the foot of a sheet
const PAPER_PX = 700; // width of what is printed on a sheet of A4
const LARGEST = 1.9; // words of a chart, as many times as large as on the screen
const LINES_AT_MOST = 4; // an address that is longer still stands whole among the notes

const made = (tag, className, text) => {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
};

/* Break an address where a parameter begins, so that no sheet cuts it off. */
function lined(address) {
  const parts = address.split(/(?<=[&?])/).flatMap((part) => part.match(/.{1,118}/g) ?? []);
  const lines = [""];
  for (const part of parts) {
    if (lines.at(-1).length + part.length > LINE_CHARACTERS) lines.push("");
    lines[lines.length - 1] += part;
  }
  return lines.length > LINES_AT_MOST ? [...lines.slice(0, LINES_AT_MOST - 1), "…"] : lines;
}

/* A text as CSS writes it. */
const quoted = (text) =>
  `"${text.replaceAll(/[\\"]/g, String.raw`\$&`).replaceAll("\n", String.raw`\a `)}"`;

class Paper {
  constructor(parent) {
    this.parent = parent;
    this.undo = [];
    addEventListener("beforeprint", this);
    addEventListener("afterprint", this);
  }

  handleEvent({ type }) {
    if (!this.parent.isConnected) {
      removeEventListener("beforeprint", this);
      removeEventListener("afterprint", this);
      return;
    }
    this.clear();
    if (type === "beforeprint" && this.linkOf) this.lay();
  }

  /* What makes the link has to be there before the browser prints: then nothing can be waited for. */
  async update(data) {
    this.data = data;
    const found = await import(new URL(data.link, document.baseURI).href);
    this.linkOf = found.linkOf;
  }

  clear() {
    for (const step of this.undo.splice(0)) step();
  }

  lay() {
    const link = this.linkOf(this.data);
    this.open();
    this.enlarge();
    this.number(link);
    this.mark(link);
  }

  /* Parts of which one alone may be open are opened as well. */
  open() {
    for (const part of document.querySelectorAll("details:not([open])")) {
      const name = part.getAttribute("name");
      part.removeAttribute("name");
      part.open = true;
      this.undo.push(() => {
        part.open = false;
        if (name !== null) part.setAttribute("name", name);
      });
    }
  }

  /* A chart that the sheet makes smaller has larger words. */
  enlarge() {
    for (const chart of document.querySelectorAll("[data-testid='stVegaLiteChart'] svg.marks")) {
      const shrunk = Math.min(Math.max(chart.width.baseVal.value / PAPER_PX, 1), LARGEST);
      chart.style.setProperty("--mv-shrunk", shrunk.toFixed(2));
      this.undo.push(() => chart.style.removeProperty("--mv-shrunk"));
    }
  }

  /* Notes: every address that the sheets link to, once each, in the order in which it first stands. */
  number(link) {
    const { texts } = this.data;
    const notes = new Map();
    for (const anchor of document.querySelectorAll("[data-testid='stMain'] a[href]")) {
      const told = /^https?:/.test(anchor.getAttribute("href")) && !anchor.closest(".mv-written");
      if (!told) continue;
      const { href } = anchor;
      if (!notes.has(href))
        notes.set(href, { n: notes.size + 1, words: anchor.textContent.trim() });
      anchor.dataset.note = notes.get(href).n;
      this.undo.push(() => delete anchor.dataset.note);
    }
    const list = made("ol");
    for (const [href, { words }] of notes) {
      const item = made("li");
      if (words && words !== href) item.append(made("span", "", `${words}. `));
      item.append(made("span", "mv-address", href));
      list.append(item);
    }
    const view = made("p");
    view.append(`${texts.link} `, made("span", "mv-address", link));
    const mark = document.querySelector(".mv-read");
    const words = mark ? [...mark.childNodes].map((node) => node.textContent.trim()) : [];
    const means = mark ? [made("p", "", words.filter(Boolean).join(": "))] : [];
    const heads = notes.size ? [made("h2", "", texts.notes), list] : [];
    this.parent.replaceChildren(view, ...means, ...heads);
    this.undo.push(() => this.parent.replaceChildren());
  }

  /* Name view, link and data version on each sheet: in its margin, or where the browser knows none
     (Firefox, Safari) in a foot that it repeats. */
  mark(link) {
    const { stamp } = this.data;
    const { title } = document;
    const address = lined(link);
    if (!("CSSMarginRule" in globalThis)) {
      const foot = made("div", "mv-paper-foot", `${title} · ${stamp}\n${address.join("\n")}`);
      this.parent.append(foot);
      return;
    }
    const sheet = this.data.texts.sheet.map((part) => (part ? quoted(part) : ""));
    const style = made("style");
    style.textContent = `@page {
      @top-left { content: ${quoted(title)} }
      @top-right { content: ${quoted(stamp)} }
      @bottom-left { content: ${quoted(address.join("\n"))} }
      @bottom-right { content: ${sheet[0]} counter(page) ${sheet[1]} counter(pages) }
    }`;
    document.head.append(style);
    this.undo.push(() => style.remove());
  }
}

export function draw({ data, parentElement }) {
  parentElement.paper ??= new Paper(parentElement);
  parentElement.paper.update(data);
}
