/* The list of events beside its axis of time: one picture, with the words at the marks.

   Rows are radio buttons, so the keyboard goes through them and a screen reader counts them; the
   axis is drawn over the left edge and says nothing that the rows do not say. Order and filters act
   here at once; Python answers with the event's map. Each report carries a number, and Python's
   answer the number that it answers: an older answer changes nothing. */

const SVG = "http://www.w3.org/2000/svg";
const BY_KEYBOARD_MS = 250; // arrows pass over rows that nobody asks for
const SIGN_PX = 11;
const WIDE = { axis: 80, left: 118, month: 38, years: 62, months: 70 };
const NARROW = { axis: 38, left: 58, month: null, years: 26, months: 31 };
const NARROW_BELOW_PX = 480;
const NAME_PX = 13; // the least room that a name of a month needs
const FOOT_PX = 5; // of a bracket

const made = (tag, className, text) => {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
};

const drawn = (tag, className, fields) => {
  const element = document.createElementNS(SVG, tag);
  if (className) element.setAttribute("class", className);
  for (const [name, value] of Object.entries(fields)) element.setAttribute(name, value);
  return element;
};

/* A square stops, a triangle opens, a circle is all the rest. */
function sign(group, x, y, more = "") {
  const half = SIGN_PX / 2;
  const className = `mv-sign ${group}${more}`;
  if (group === "stops") {
    const side = SIGN_PX - 1;
    const corner = { x: x - half + 0.5, y: y - half + 0.5, width: side, height: side };
    return drawn("rect", className, corner);
  }
  if (group === "opens") {
    const d = `M${x},${y - half - 0.5} L${x + half + 0.5},${y + half} L${x - half - 0.5},${y + half} Z`;
    return drawn("path", className, { d });
  }
  return drawn("circle", className, { cx: x, cy: y, r: half - 0.5 });
}

function signBox(group) {
  const size = SIGN_PX + 2;
  const box = drawn("svg", "mv-sign-box", { width: size, height: size, "aria-hidden": "true" });
  box.append(sign(group, size / 2, size / 2));
  return box;
}

/**
 * Return where each piece of time lies on the axis, top and bottom in pixels.
 *
 * By date a piece is as high as its rows are; otherwise the whole height is shared out by the number
 * of events, so that both axes look alike.
 */
export function extents(rows, boxes, byDate, height) {
  const found = new Map();
  const count = rows.length;
  rows.forEach(({ id, piece }, n) => {
    const top = byDate ? boxes.get(id).top : (n / count) * height;
    const bottom = byDate ? boxes.get(id).bottom : ((n + 1) / count) * height;
    const held = found.get(piece);
    if (held) held.bottom = bottom;
    else found.set(piece, { top, bottom });
  });
  return found;
}

class Timeline {
  constructor(parent) {
    this.parent = parent;
    this.sent = 0;
    this.answered = 0;
    this.session = null;
    this.looks = "";
    this.pointed = false;
    this.timer = 0;
    this.watcher = new ResizeObserver(() => this.lay());
  }

  update({ data, setStateValue }) {
    this.data = data;
    this.report = setStateValue;
    const looks = JSON.stringify([data.rows, data.tellers, data.texts]);
    const fresh = looks !== this.looks;
    this.looks = looks;
    if (this.session !== data.session) {
      // Another session than the one that drew this page knows nothing of what was sent to that.
      const pending = this.session !== null && this.sent > this.answered;
      this.session = data.session;
      this.sent = 0;
      if (pending) this.tell({ ...this.on });
      else this.on = data.on;
    } else if (data.answers >= this.sent) {
      this.on = data.on;
    }
    this.answered = data.answers;
    if (fresh) this.build();
    this.show();
  }

  /* What the reader chose is shown at once, and told. */
  choose(parts, wait = 0) {
    this.on = { ...this.on, ...parts };
    this.show();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.tell(parts), wait);
  }

  tell(parts) {
    this.sent += 1;
    this.report("picked", { parts, n: this.sent, session: this.session });
  }

  build() {
    const { texts, orders, tellers, groups } = this.data;
    const order = made("fieldset", "mv-orders");
    order.append(made("legend", "mv-group", texts.order));
    this.orders = orders.map(({ id, label }) => {
      const [row, box] = this.control("radio", "mv-order", label);
      box.onchange = () => this.choose({ order: id });
      order.append(row);
      return [id, box];
    });
    const tell = made("fieldset", "mv-tellers");
    tell.append(made("legend", "mv-group", texts.tell));
    this.tellers = tellers.map(({ id, label }) => {
      const [row, box] = this.control("checkbox", `mv-tell-${id}`, label);
      box.onchange = () => this.choose({ tell: this.told(id, box.checked) });
      tell.append(row);
      return [id, box];
    });
    const key = made("p", "mv-dim mv-signs");
    for (const { id, label } of groups) {
      const one = made("span", "mv-signed");
      one.append(signBox(id), made("span", "", label));
      key.append(one);
    }
    key.append(made("span", "mv-signed", texts.known), made("span", "mv-signed", texts.axis));
    this.picture = made("div", "mv-picture");
    this.sheet = made("div", "mv-sheet");
    this.picture.append(this.sheet);
    this.parent.replaceChildren(order, tell, key, this.picture);
    this.watcher.disconnect();
    this.watcher.observe(this.sheet);
    this.listed = "";
  }

  control(type, name, label) {
    const row = made("label", "mv-choice");
    const box = made("input");
    box.type = type;
    box.name = name;
    row.append(box, made("span", "", label));
    return [row, box];
  }

  /* All lists but this one as they are; those that the year leaves out stay chosen. */
  told(id, on) {
    const tell = new Set(this.on.tell);
    if (on) tell.add(id);
    else tell.delete(id);
    return [...tell];
  }

  show() {
    const { order, tell, event } = this.on;
    for (const [id, box] of this.orders) box.checked = id === order;
    for (const [id, box] of this.tellers) box.checked = tell.includes(id);
    const listed = JSON.stringify([order, tell]);
    if (listed !== this.listed) this.list();
    this.listed = listed;
    for (const [id, box] of this.boxes) box.checked = id === event;
    this.lay();
    if (this.seen !== event) this.reveal(event);
    this.seen = event;
  }

  list() {
    const { texts, tellers } = this.data;
    const byDate = this.on.order !== "article";
    this.rows = this.data.rows.filter(({ teller }) => this.on.tell.includes(teller));
    const focused = this.parent.contains(document.activeElement) && document.activeElement.value;
    this.boxes = new Map();
    const list = made("div", "mv-happenings");
    list.setAttribute("role", "radiogroup");
    list.setAttribute("aria-label", texts.list);
    const head = ({ id, title, note }) => {
      const heading = made("h2", `mv-section ${id}`, title);
      return byDate ? [heading] : [heading, made("p", "mv-dim", note)];
    };
    if (byDate) {
      const first = this.rows.find(({ teller }) => teller === "later");
      for (const row of this.rows) {
        if (row === first) list.append(...head(tellers.find(({ id }) => id === "later")));
        list.append(this.row(row));
      }
    } else {
      for (const teller of tellers) {
        const mine = this.rows.filter((row) => row.teller === teller.id);
        mine.sort((one, other) => one.place - other.place);
        if (mine.length) list.append(...head(teller), ...mine.map((row) => this.row(row)));
      }
    }
    if (!this.rows.length) list.append(made("p", "mv-dim", texts.nothing));
    this.axis = drawn("svg", "mv-axis", { "aria-hidden": "true" });
    this.sheet.replaceChildren(this.axis, list);
    this.boxes.get(focused)?.focus({ preventScroll: true });
  }

  row({ id, when, title, teller, group }) {
    const row = made("label", `mv-happening ${teller}`);
    row.dataset.event = id;
    const box = made("input");
    box.type = "radio";
    box.name = "mv-event";
    box.value = id;
    row.onpointerdown = () => {
      this.pointed = true;
    };
    box.onchange = () => {
      this.choose({ event: id }, this.pointed ? 0 : BY_KEYBOARD_MS);
      this.pointed = false;
    };
    const words = made("span", "mv-words");
    words.append(made("b", "", when), ` ${title}`);
    if (teller === "article") words.append(" ", made("span", "mv-told", this.data.texts.told));
    const meant = this.data.groups.find((one) => one.id === group).label;
    words.append(made("span", "mv-unseen", ` (${meant})`));
    row.append(box, signBox(group), words);
    this.boxes.set(id, box);
    return row;
  }

  /* The list scrolls in its box; the page stays where it is. */
  reveal(event) {
    const row = this.boxes.get(event)?.parentElement;
    if (!row) return;
    const box = row.getBoundingClientRect();
    const port = this.picture.getBoundingClientRect();
    if (box.top >= port.top && box.bottom <= port.bottom) return;
    this.picture.scrollTop += box.top - port.top - (port.height - box.height) / 2;
  }

  /* Draw the axis over the rows as they lie. */
  lay() {
    if (!this.axis || !this.sheet.clientWidth) return;
    const at = this.sheet.clientWidth < NARROW_BELOW_PX ? NARROW : WIDE;
    this.sheet.style.setProperty("--axis", `${at.left}px`);
    const { top } = this.sheet.getBoundingClientRect();
    const height = this.sheet.clientHeight;
    const boxes = new Map();
    for (const [id, box] of this.boxes) {
      const found = box.parentElement.getBoundingClientRect();
      boxes.set(id, { top: found.top - top, bottom: found.bottom - top });
    }
    const pieces = extents(this.rows, boxes, this.on.order !== "article", height);
    this.axis.setAttribute("width", at.left);
    this.axis.setAttribute("height", height);
    this.axis.replaceChildren(...this.names(pieces, at), ...this.marks(pieces, boxes, at));
  }

  names(pieces, at) {
    const found = [];
    const months = new Intl.DateTimeFormat(this.data.language, { month: "short", timeZone: "UTC" });
    let before = "";
    let end = null;
    for (const [piece, { top, bottom }] of pieces) {
      const [year, month] = piece.split("-");
      if (end !== null) {
        // What lies between two pieces holds no event.
        found.push(drawn("path", "mv-gap", { d: `M${at.axis},${end} V${top}` }));
      }
      end = bottom - 2;
      found.push(drawn("path", "mv-time", { d: `M${at.axis},${top + 2} V${bottom - 2}` }));
      const named = (text, x, className, y = top + NAME_PX + 1) => {
        const name = drawn("text", className, { x, y });
        name.textContent = text;
        found.push(name);
      };
      if (year !== before) named(year, 0, "mv-year");
      const room = at.month !== null || year === before;
      if (month && room && bottom - top >= NAME_PX) {
        named(months.format(new Date(`${piece}-15`)), at.month ?? 0, "mv-month");
      }
      before = year;
    }
    return found;
  }

  marks(pieces, boxes, at) {
    const behind = new Map();
    const found = [];
    const above = [];
    for (const { id, piece, spot, group } of this.rows) {
      const box = boxes.get(id);
      const middle = (box.top + box.bottom) / 2;
      const chosen = id === this.on.event ? " chosen" : "";
      const { top, bottom } = this.reach(pieces, piece);
      let x = at.axis;
      let y = top + (bottom - top) * (spot ?? 0);
      if (spot === null) {
        // One bracket for all that is known no better: it stands at the edge, thin.
        x = piece.includes("-") ? at.months : at.years;
        y = Math.min(Math.max(middle, top + FOOT_PX), bottom - FOOT_PX);
        const d = `M${x + FOOT_PX},${top + 3} H${x} V${bottom - 3} H${x + FOOT_PX}`;
        behind.set(piece, drawn("path", "mv-bracket", { d }));
      } else {
        above.push(sign(group, x, y, chosen));
      }
      const line = drawn("path", `mv-thread${chosen}`, {
        d: `M${x},${y} L${at.left - 4},${middle}`,
      });
      (chosen ? above : found).push(line);
    }
    return [...behind.values(), ...found, ...above];
  }

  /* A year reaches from its own events, known no better, to the last of its months. */
  reach(pieces, piece) {
    const found = { ...pieces.get(piece) };
    if (piece.includes("-")) return found;
    for (const [other, { bottom }] of pieces) {
      if (other.startsWith(`${piece}-`)) found.bottom = Math.max(found.bottom, bottom);
    }
    return found;
  }
}

export function draw(component) {
  const parent = component.parentElement;
  parent.timeline ??= new Timeline(parent);
  parent.timeline.update(component);
}
