/* The switches: presets and one row for each corridor, with its pattern, name, verdict and tonnes.

   A row has two stops of the Tab key: the box shows the corridor on the map, the name opens its
   card. Arrow up and down go to the same stop of the next row. What is pointed at or has the focus
   is told to the map, and lights up when the map tells of it.

   A switch shows its new state at once and tells the map beside it; Python answers with the
   sentence. Each report carries a number, and Python's answer the number that it answers: an older
   answer changes nothing that is shown. Text always goes through textContent. */

const SVG = "http://www.w3.org/2000/svg";
const ME = "panel";
const STEPS = { ArrowDown: 1, ArrowUp: -1 };

/* The swatch, in pixels: as the map draws a line, a little stronger (static/map/lines.js). */
const SWATCH = { width: 34, height: 14, middle: 7, edge: 3 };
const STROKES = {
  pipeline: [{ "stroke-width": 4, "stroke-linecap": "round" }],
  rail: [{ "stroke-width": 1.8 }, { "stroke-width": 7, "stroke-dasharray": "1.4 3.8" }],
  sea: [{ "stroke-width": 3.4, "stroke-dasharray": "0.1 5.6", "stroke-linecap": "round" }],
  idle: [{ "stroke-width": 5.5 }, { "stroke-width": 2.5, class: "mv-hollow" }],
  proposed: [{ "stroke-width": 3.4, "stroke-dasharray": "7 4" }],
};

/* Where a row without tonnes is sorted: after every amount, what is not known before what has none. */
const UNKNOWN_MT = -1;
const NO_OIL_MT = -2;

const made = (tag, className, text) => {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
};

const tell = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail }));

const signOf = (name, attributes) => {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  return node;
};

/* Listen on the page's document for as long as an element is on it. */
function follow(element, name, hear) {
  const listening = new AbortController();
  const heard = (event) => {
    if (element.isConnected) hear(event.detail);
    else listening.abort();
  };
  document.addEventListener(name, heard, { signal: listening.signal });
}

/* A line's pattern: what two modes make is drawn in halves. */
function swatch({ modes, status, css, badge }) {
  const { width, height, middle, edge } = SWATCH;
  const side = badge ? css : "good";
  const svg = signOf("svg", { width, height, class: `mv-swatch ${side}`, "aria-hidden": "true" });
  const patterns = status === "operating" ? modes : [status];
  const length = (width - 2 * edge) / patterns.length;
  patterns.forEach((pattern, n) => {
    const from = edge + n * length;
    const halves = side === "unsure" && patterns.length === 1 ? ["bad", "good"] : [""];
    halves.forEach((half, h) => {
      const step = length / halves.length;
      const d = `M${from + h * step} ${middle}h${step - (n < patterns.length - 1 ? 1 : 0)}`;
      for (const stroke of STROKES[pattern]) {
        const path = signOf("path", { d, fill: "none", ...stroke });
        if (half) path.classList.add(half);
        svg.append(path);
      }
    });
  });
  return svg;
}

class Panel {
  constructor(parent) {
    this.parent = parent;
    this.rows = new Map(); // corridor → its elements and what they were made of
    this.sent = 0;
    this.answered = 0;
    this.pending = {}; // parts reported that no answer has come to
    this.asked = null; // the year that the slider shows and Python has not answered
    this.session = null;
    this.drawn = "";
    follow(parent, "mv-hover", (detail) => {
      if (detail.from !== ME) this.light(detail.corridor);
    });
    follow(parent, "mv-focus", (detail) => {
      if (detail.from !== ME) this.open(detail.corridor);
    });
    follow(parent, "mv-year", ({ year }) => {
      this.asked = year;
      this.showYear(year);
    });
    follow(parent, "mv-show", (id) => this.pick([...this.on(), id]));
  }

  update({ data, setStateValue }) {
    this.data = data;
    this.report = setStateValue;
    if (this.asked === data.year) this.asked = null;
    const looks = JSON.stringify([data.groups, data.presets, data.texts]);
    if (looks !== this.drawn) this.build();
    this.drawn = looks;
    if (this.session !== data.session) {
      // Another session than the one that drew this page knows nothing of what was sent to that.
      const unheard = this.session !== null && this.sent > this.answered;
      this.session = data.session;
      this.sent = data.answers;
      this.asked = null;
      if (unheard) this.send(this.pending);
      else this.settle();
    } else if (data.answers >= this.sent) {
      this.settle();
    }
    this.answered = data.answers;
    this.showYear(this.asked ?? data.year);
    this.mark();
  }

  /* Show what Python says. */
  settle() {
    this.pending = {};
    this.show(this.data.on);
    this.open(this.data.focus);
  }

  build() {
    const focused = document.activeElement && document.activeElement.id;
    const on = this.on();
    this.rows.clear();
    const presets = made("div", "mv-presets");
    presets.setAttribute("role", "group");
    presets.setAttribute("aria-label", this.data.texts.presets);
    this.buttons = this.data.presets.map((preset, n) => {
      const button = made("button", "mv-preset", preset.label);
      button.type = "button";
      button.id = `mv-preset-${n}`;
      button.disabled = preset.empty;
      button.onclick = () => this.pick(preset.ids);
      presets.append(button);
      return button;
    });
    this.about = made("p", "mv-about");
    this.about.id = "mv-about";
    this.empty = made("p", "mv-empty", this.data.texts.none);
    const back = made("button", "mv-preset", this.data.texts.back);
    back.type = "button";
    back.onclick = () => {
      this.pick(this.data.presets[0].ids);
      this.buttons[0].focus();
    };
    this.empty.append(" ", back);
    const hint = made("span", "mv-unseen", this.data.texts.open);
    hint.id = "mv-open-hint";
    this.sets = this.data.groups.map((group) => {
      const set = made("fieldset", "mv-rows");
      set.append(made("legend", "mv-group", group.title));
      for (const row of group.rows) set.append(this.row(row));
      return { set, rows: group.rows };
    });
    this.parent.replaceChildren(
      presets,
      this.about,
      this.empty,
      hint,
      ...this.sets.map(({ set }) => set),
    );
    this.parent.onkeydown = (event) => this.step(event);
    this.show(on);
    this.open(this.opened ?? this.data.focus);
    if (focused && focused.startsWith("mv-")) document.getElementById(focused)?.focus();
  }

  row(given) {
    const { id } = given;
    const row = made("div", "mv-row");
    row.dataset.corridor = id;
    const label = made("label", "mv-row-box");
    const box = made("input");
    box.type = "checkbox";
    box.id = `mv-on-${id}`;
    box.onchange = () => this.pick(this.on());
    label.append(box, swatch(given));
    const name = made("button", "mv-row-name", given.name);
    name.type = "button";
    name.id = `mv-name-${id}`;
    name.onclick = () => this.choose(id);
    const { verdict, words } = this.verdict(given);
    const moved = made("span", "mv-row-moved");
    const amount = made("span", "mv-row-mt");
    amount.id = `mv-mt-${id}`;
    const bar = made("span", `mv-row-bar ${given.badge ? given.css : "good"}`);
    bar.setAttribute("aria-hidden", "true");
    const [most, least] = [made("i", "most"), made("i", "least")];
    bar.append(most, least);
    moved.append(amount, bar);
    const about = made("span", "mv-row-about");
    const way = made("span", "mv-row-path", given.path);
    way.id = `mv-path-${id}`;
    about.append(...(verdict ? [verdict] : []), way);
    const heard = [name.id, ...(words ? [words.id] : []), amount.id];
    box.setAttribute("aria-labelledby", heard.join(" "));
    name.setAttribute("aria-describedby", `mv-open-hint ${way.id}`);
    row.append(label, name, moved, about);
    row.onpointerenter = () => this.point(id);
    row.onpointerleave = () => this.point(null);
    row.addEventListener("focusin", () => this.point(id));
    row.addEventListener("focusout", () => this.point(null));
    this.rows.set(id, { row, box, name, amount, most, least, moved: given.moved });
    return row;
  }

  /* The verdict: a sign, which is not heard, and its words; nothing where no state is avoided. */
  verdict({ id, badge, symbol, css }) {
    if (!badge) return {};
    const verdict = made("span", `mv-badge ${css}`);
    const sign = made("span", "", `${symbol} `);
    sign.setAttribute("aria-hidden", "true");
    const words = made("span", "", badge);
    words.id = `mv-verdict-${id}`;
    verdict.append(sign, words);
    return { verdict, words };
  }

  /* Show what moved in a year, the most first. */
  showYear(year) {
    if (this.shown === `${year} ${this.drawn}`) return;
    this.shown = `${year} ${this.drawn}`;
    this.about.textContent = this.data.texts.years[year] ?? "";
    const at = (id) => {
      const moved = this.rows.get(id).moved[year];
      if (!moved) return NO_OIL_MT;
      return moved.at ?? (moved.unknown ? UNKNOWN_MT : NO_OIL_MT);
    };
    for (const { amount, most, least, moved } of this.rows.values()) {
      const { text = "", low = 0, high = 0 } = moved[year] ?? {};
      amount.textContent = text;
      most.style.width = `${high}%`;
      least.style.width = `${low}%`;
    }
    for (const { set, rows } of this.sets) {
      const ids = rows.map(({ id }) => id);
      const order = [...ids].sort((a, b) => at(b) - at(a));
      const now = [...set.querySelectorAll(".mv-row")].map((row) => row.dataset.corridor);
      if (order.join() === now.join()) continue;
      // What is moved loses the focus, and its own order stays where amounts are alike.
      const focused = set.contains(document.activeElement) ? document.activeElement : null;
      set.append(...order.map((id) => this.rows.get(id).row));
      focused?.focus();
    }
  }

  on() {
    return [...this.rows].filter(([, { box }]) => box.checked).map(([id]) => id);
  }

  /* Show exactly these, and let the map on the page know. */
  show(ids) {
    for (const [id, { box }] of this.rows) box.checked = ids.includes(id);
    tell("mv-routes", this.on());
  }

  /* Mark the row whose card is open. */
  open(corridor) {
    this.opened = corridor;
    for (const [id, { row, name }] of this.rows) {
      row.classList.toggle("mv-opened", id === corridor);
      if (id === corridor) name.setAttribute("aria-current", "true");
      else name.removeAttribute("aria-current");
    }
  }

  light(corridor) {
    for (const [id, { row }] of this.rows) row.classList.toggle("mv-lit", id === corridor);
  }

  point(corridor) {
    this.light(corridor);
    tell("mv-hover", { corridor, from: ME });
  }

  choose(corridor) {
    this.open(corridor);
    tell("mv-focus", { corridor, from: ME });
    this.send({ focus: corridor });
  }

  pick(ids) {
    this.show(ids);
    this.mark();
    this.send({ routes: this.on() });
  }

  /* A report takes the place of one that was not read yet: it repeats that one's parts. */
  send(parts) {
    this.pending = { ...this.pending, ...parts };
    this.sent += 1;
    this.report("picked", { parts: this.pending, n: this.sent, session: this.session });
  }

  step(event) {
    const by = STEPS[event.key];
    const row = event.target.closest(".mv-row");
    if (!by || !row) return;
    const rows = [...this.parent.querySelectorAll(".mv-row")];
    const next = rows[rows.indexOf(row) + by];
    next?.querySelector(event.target.matches("input") ? "input" : ".mv-row-name").focus();
    event.preventDefault();
  }

  mark() {
    const now = [...this.on()].sort().join();
    this.empty.hidden = now !== "";
    this.about.hidden = now === "";
    this.data.presets.forEach((preset, n) => {
      const same = !preset.empty && [...preset.ids].sort().join() === now;
      this.buttons[n].setAttribute("aria-pressed", String(same));
    });
  }
}

export function draw(component) {
  const parent = component.parentElement;
  parent.panel ??= new Panel(parent);
  parent.panel.update(component);
}
