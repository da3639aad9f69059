/* The journeys: one table, of which a row is picked and another set beside it.

   The row is marked at once; Python answers with map, sentence and cards. Each report carries a
   number, and Python's answer the number that it answers: an older answer changes no mark. Text
   always goes through textContent. */

const made = (tag, className, text) => {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
};

class Journeys {
  constructor(parent) {
    this.parent = parent;
    this.rows = new Map();
    this.on = "";
    this.beside = "";
    this.sent = 0;
    this.answered = 0;
    this.session = null;
    this.drawn = "";
  }

  update({ data, setStateValue }) {
    this.data = data;
    this.report = setStateValue;
    const looks = JSON.stringify([data.rows, data.columns, data.texts]);
    const changed = looks !== this.drawn;
    if (changed) this.build();
    this.drawn = looks;
    if (this.session !== data.session) {
      // Another session than the one that drew this page knows nothing of what was sent to that.
      const pending = this.session !== null && this.sent > this.answered;
      this.session = data.session;
      this.sent = 0;
      if (pending) this.pick(this.on, this.beside);
      else this.show(data.on, data.beside);
    } else if (changed || data.answers >= this.sent) {
      this.show(data.on, data.beside);
    }
    this.answered = data.answers;
  }

  build() {
    const focused = this.parent.contains(document.activeElement) && document.activeElement.id;
    this.rows.clear();
    const box = made("div", "mv-scroll mv-trips mv-computed");
    box.tabIndex = 0;
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", this.data.texts.title);
    const table = made("table");
    table.append(made("caption", "", this.data.texts.title));
    const head = made("tr");
    for (const { text, num } of this.data.columns) {
      const cell = made("th", num ? "num" : "", text);
      cell.scope = "col";
      head.append(cell);
    }
    const top = made("thead");
    top.append(head);
    const body = made("tbody");
    body.append(...this.data.rows.map((row) => this.row(row)));
    table.append(top, body);
    box.append(table);
    this.parent.replaceChildren(box, made("p", "mv-dim", this.data.texts.how));
    if (focused) document.getElementById(focused)?.focus();
  }

  row({ id, name, modes, symbol, badge, css, tags, cells, compare }) {
    const row = made("tr");
    const first = made("th");
    first.scope = "row";
    const label = made("label");
    const radio = made("input");
    radio.type = "radio";
    radio.name = "mv-trip";
    radio.id = `mv-trip-${id}`;
    radio.value = id;
    radio.onchange = () => this.pick(id, this.beside === id ? "" : this.beside);
    const title = made("span", "mv-trip-name", name);
    title.id = `${radio.id}-name`;
    const way = made("span", "mv-dim", modes);
    way.id = `${radio.id}-modes`;
    label.append(radio, title, way);
    first.append(label);

    const verdict = made("td");
    const mark = made("span", `mv-badge ${css}`);
    const sign = made("span", "", `${symbol} `);
    sign.setAttribute("aria-hidden", "true");
    const words = made("span", "", badge);
    words.id = `${radio.id}-verdict`;
    mark.append(sign, words);
    verdict.append(mark, ...tags.map((text) => made("span", "mv-badge plain", text)));
    radio.setAttribute("aria-labelledby", `${title.id} ${words.id}`);
    radio.setAttribute("aria-describedby", way.id);

    const numbers = cells.map(({ text, note, num }) => {
      const cell = made("td", num ? "num" : "", text);
      if (note) cell.append(made("span", "mv-dim", note));
      return cell;
    });

    const last = made("td");
    const button = made("button", "mv-compare");
    button.type = "button";
    button.id = `mv-compare-${id}`;
    button.setAttribute("aria-label", compare);
    button.onclick = () => this.pick(this.on, this.beside === id ? "" : id);
    const here = made("span", "mv-dim", this.data.texts.chosen);
    last.append(button, here);

    row.append(first, verdict, ...numbers, last);
    // The whole row is as good as its radio button; a click on a control is the control's own.
    row.onclick = (event) => {
      if (!event.target.closest("label, button, input") && this.on !== id) radio.click();
    };
    this.rows.set(id, { row, radio, button, here });
    return row;
  }

  /* Mark the row on the map and the one beside it. */
  show(on, beside) {
    this.on = on;
    this.beside = beside;
    for (const [id, { row, radio, button, here }] of this.rows) {
      radio.checked = id === on;
      row.classList.toggle("chosen", id === on);
      row.classList.toggle("beside", id === beside);
      button.hidden = id === on;
      here.hidden = id !== on;
      button.setAttribute("aria-pressed", String(id === beside));
      button.textContent = id === beside ? this.data.texts.beside : this.data.texts.compare;
    }
  }

  pick(on, beside) {
    this.show(on, beside);
    this.sent += 1;
    const parts = { journey: on, beside };
    this.report("picked", { parts, n: this.sent, session: this.session });
  }
}

export function draw(component) {
  const parent = component.parentElement;
  parent.journeys ??= new Journeys(parent);
  parent.journeys.update(component);
}
