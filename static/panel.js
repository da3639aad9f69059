/* The switches: presets and one row for each corridor, with its name and verdict.

   A switch shows its new state at once and tells the map beside it; Python answers with the
   sentence. Each report carries a number, and Python's answer the number that it answers: an
   older answer changes no switch. Text always goes through textContent. */

const made = (tag, className, text) => {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
};

class Panel {
  constructor(parent) {
    this.parent = parent;
    this.boxes = new Map();
    this.sent = 0;
    this.answered = 0;
    this.session = null;
    this.drawn = "";
  }

  update({ data, setStateValue }) {
    this.data = data;
    this.report = setStateValue;
    const looks = JSON.stringify([data.groups, data.presets, data.texts]);
    if (looks !== this.drawn) this.build();
    this.drawn = looks;
    if (this.session !== data.session) {
      // Another session than the one that drew this page knows nothing of what was sent to that.
      const pending = this.session !== null && this.sent > this.answered;
      this.session = data.session;
      this.sent = 0;
      if (pending) this.pick(this.on());
      else this.show(data.on);
    } else if (data.answers >= this.sent) {
      this.show(data.on);
    }
    this.answered = data.answers;
    this.mark();
  }

  build() {
    const focused = document.activeElement && document.activeElement.id;
    const on = this.on();
    this.boxes.clear();
    const presets = made("div", "mv-presets");
    presets.setAttribute("role", "group");
    presets.setAttribute("aria-label", this.data.texts.presets);
    this.buttons = this.data.presets.map((preset, n) => {
      const button = made("button", "mv-preset", preset.label);
      button.type = "button";
      button.id = `mv-preset-${n}`;
      button.disabled = preset.disabled;
      button.onclick = () => this.pick(preset.ids);
      presets.append(button);
      return button;
    });
    const groups = this.data.groups.map((group) => {
      const set = made("fieldset", "mv-rows");
      set.append(made("legend", "mv-group", group.title));
      set.append(...group.rows.map((row) => this.row(row)));
      return set;
    });
    this.parent.replaceChildren(presets, ...groups);
    this.show(on);
    if (focused && focused.startsWith("mv-")) document.getElementById(focused)?.focus();
  }

  row({ id, name, symbol, badge, css, path }) {
    const row = made("label", "mv-row");
    row.dataset.corridor = id;
    const box = made("input");
    box.type = "checkbox";
    box.id = `mv-on-${id}`;
    box.onchange = () => this.pick(this.on());
    const title = made("span", "mv-row-name", name);
    title.id = `${box.id}-name`;
    const verdict = made("span", `mv-badge ${css}`);
    const sign = made("span", "", `${symbol} `);
    sign.setAttribute("aria-hidden", "true");
    const words = made("span", "", badge);
    words.id = `${box.id}-verdict`;
    verdict.append(sign, words);
    const way = made("span", "mv-row-path", path);
    way.id = `${box.id}-path`;
    box.setAttribute("aria-labelledby", `${title.id} ${words.id}`);
    box.setAttribute("aria-describedby", way.id);
    row.append(box, title, verdict, way);
    this.boxes.set(id, box);
    return row;
  }

  on() {
    return [...this.boxes].filter(([, box]) => box.checked).map(([id]) => id);
  }

  /* Show exactly these, and let the map on the page know. */
  show(ids) {
    for (const [id, box] of this.boxes) box.checked = ids.includes(id);
    document.dispatchEvent(new CustomEvent("mv-routes", { detail: this.on() }));
  }

  pick(ids) {
    this.show(ids);
    this.mark();
    this.sent += 1;
    this.report("picked", { parts: { routes: this.on() }, n: this.sent, session: this.session });
  }

  mark() {
    const now = this.on().join();
    this.data.presets.forEach((preset, n) => {
      const same =
        preset.ids.length > 0 && [...preset.ids].sort().join() === now.split(",").sort().join();
      this.buttons[n].setAttribute("aria-pressed", String(same));
    });
  }
}

export function draw(component) {
  const parent = component.parentElement;
  parent.panel ??= new Panel(parent);
  parent.panel.update(component);
}
