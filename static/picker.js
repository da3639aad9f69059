/* A list to pick several of: chips, a field to search in, presets. WAI-ARIA's combobox with a list.

   It finds by every name that people use, by the beginning of a word; the beginning of a name comes
   before that of a later word. There is nothing that picks many at once but the presets, and a
   number beyond which no more can be picked. What is picked already says so.

   The first tap on a touch screen opens the list alone, the second the keyboard.

   Each report carries a number, and Python's answer the number that it answers (static/panel.js).
   Text always goes through textContent. */

const FOUND_AT_MOST = 60; // rows that a search shows
const CHIPS_AT_MOST = 12; // a link may name all states: of the rest the number is shown
const EXACT = 0;
const BEGINS = 1;
const ALSO_BEGINS = 2;
const A_WORD_BEGINS = 3;
const ALL_WORDS = 4;
const NO_MATCH = 9;

let pickers = 0; // ids of two pickers on one page differ

const made = (tag, className, text) => {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
};

/** Return a name without what does not matter, as routes/world/states.py does. */
export function keyOf(name) {
  const plain = name.toLowerCase().replaceAll("ё", "е").replaceAll("&", " and ").normalize("NFD");
  // The breve stays: й is another letter than и.
  const letters = plain.replaceAll(/(?!\u0306)\p{M}/gu, "").normalize("NFC");
  return letters
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .replace(/^the /, "");
}

/**
 * Return how well an option fits what was typed, 0 best; NO_MATCH where it does not.
 *
 * `keys` are its own names, the first the one shown; `near` those of what it belongs to.
 */
export function fitOf({ id, keys, near = [] }, typed) {
  const wanted = keyOf(typed);
  if (!wanted) return NO_MATCH;
  if (id.toLowerCase() === wanted || keys.includes(wanted)) return EXACT;
  const [own, ...others] = keys.filter((key) => !/^\d+$/.test(key)); // a number is meant whole
  if (own?.startsWith(wanted)) return BEGINS;
  if (others.some((key) => key.startsWith(wanted))) return ALSO_BEGINS;
  const words = ` ${[...keys, ...near].join(" ")}`;
  if (words.includes(` ${wanted}`)) return A_WORD_BEGINS;
  return wanted.split(" ").every((word) => words.includes(` ${word}`)) ? ALL_WORDS : NO_MATCH;
}

/** List the options that fit what was typed, the best first; all of them for nothing typed. */
export function found(options, typed) {
  if (!keyOf(typed)) return options;
  const groups = [...new Set(options.map(({ group }) => group))];
  const fits = options.map((option, n) => {
    const fit = fitOf(option, typed);
    // What is called exactly so comes first; the rest stays with its kind.
    return { option, n, fit, kind: fit === EXACT ? -1 : groups.indexOf(option.group) };
  });
  const some = fits.filter(({ fit }) => fit < NO_MATCH);
  some.sort((a, b) => a.kind - b.kind || a.fit - b.fit || a.n - b.n);
  return some.slice(0, FOUND_AT_MOST).map(({ option }) => option);
}

class Picker {
  constructor(parent) {
    this.name = `mv-picker-${(pickers += 1)}`;
    this.picked = []; // ids
    this.names = new Map(); // id → its name on a chip
    this.options = [];
    this.loaded = null; // id → name and keys that a file has, once asked for
    this.active = -1;
    this.sent = 0;
    this.answered = 0;
    this.session = null;
    this.drawn = "";
    this.make(parent);
  }

  make(parent) {
    this.label = made("label", "mv-picker-label");
    this.label.htmlFor = `${this.name}-field`;
    this.presets = made("div", "mv-presets");
    this.presets.setAttribute("role", "group");
    this.field = made("input", "mv-picker-field");
    const told = {
      id: `${this.name}-field`,
      type: "text",
      role: "combobox",
      autocomplete: "off",
      autocapitalize: "off",
      spellcheck: "false",
      enterkeyhint: "done",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": `${this.name}-list`,
      "aria-describedby": `${this.name}-status`,
    };
    for (const [name, value] of Object.entries(told)) this.field.setAttribute(name, value);
    this.chips = made("ul", "mv-chips");
    this.list = made("ul", "mv-options");
    this.list.id = `${this.name}-list`;
    this.list.setAttribute("role", "listbox");
    this.list.hidden = true;
    this.status = made("p", "mv-picker-status");
    this.status.id = `${this.name}-status`;
    this.status.setAttribute("role", "status");
    this.remove = made("span", "mv-unseen");
    this.remove.id = `${this.name}-remove`;
    const box = made("div", "mv-picker-box");
    box.append(this.chips, this.field);
    box.onclick = (event) => {
      if (event.target === box || event.target === this.chips) this.field.focus();
    };
    this.whole = made("div", "mv-picker");
    const room = made("div", "mv-picker-room");
    room.append(box, this.list);
    this.whole.append(this.label, room, this.status, this.presets, this.remove);
    this.listen();
    parent.replaceChildren(this.whole);
  }

  listen() {
    const { field, list, whole } = this;
    let tapped = false;
    field.onpointerdown = (event) => {
      tapped = event.pointerType === "touch";
      field.inputMode = tapped && list.hidden ? "none" : "search";
    };
    field.onclick = () => {
      const again = tapped && field.inputMode === "search" && !list.hidden;
      if (again) {
        // The keyboard comes with the focus alone.
        this.calm = true;
        field.blur();
        field.focus();
        this.calm = false;
      }
      this.open();
    };
    field.onfocus = () => this.load();
    field.oninput = () => this.open(field.value);
    field.onkeydown = (event) => this.key(event);
    // The field keeps the focus while an option is pressed.
    list.onmousedown = (event) => event.preventDefault();
    list.onclick = (event) => {
      const row = event.target.closest("[role=option]");
      if (row) this.choose(this.rows[Number(row.dataset.n)]);
    };
    whole.addEventListener("focusout", ({ relatedTarget }) => {
      if (!this.calm && !whole.contains(relatedTarget)) this.close();
    });
  }

  update({ data, setStateValue }) {
    this.data = data;
    this.report = setStateValue;
    const looks = JSON.stringify([data.options, data.presets, data.texts, data.label]);
    if (looks !== this.drawn) this.dress();
    this.drawn = looks;
    for (const { id, text } of data.picked) this.names.set(id, text);
    if (this.session !== data.session) {
      const unheard = this.session !== null && this.sent > this.answered;
      this.session = data.session;
      this.sent = data.answers;
      if (unheard) this.send();
      else this.settle();
    } else if (data.answers >= this.sent) {
      this.settle();
    }
    this.answered = data.answers;
    if (data.query && data.query !== this.asked) {
      this.field.value = data.query;
      this.field.focus();
      this.open(data.query);
    }
    this.asked = data.query;
  }

  /* Put on what Python names: label, presets, options. */
  dress() {
    const { label, texts, presets, options } = this.data;
    this.rows = [];
    this.label.textContent = label;
    this.field.placeholder = texts.empty;
    this.list.setAttribute("aria-label", label);
    this.remove.textContent = texts.remove;
    this.presets.setAttribute("aria-label", texts.presets);
    this.buttons = presets.map((preset) => {
      const button = made("button", "mv-preset", preset.label);
      button.type = "button";
      button.onclick = () => this.set(preset.ids);
      return button;
    });
    this.presets.replaceChildren(...this.buttons);
    this.presets.hidden = presets.length === 0;
    for (const { id, text } of options) this.names.set(id, text);
    const likely = new Set(options.map(({ id }) => id));
    const others = [...(this.loaded ?? [])].filter(([id]) => !likely.has(id));
    this.options = [
      ...options.map((option) => this.searched(option)),
      ...others.map(([id, { text, keys }]) => ({ id, text, keys, group: texts.others })),
    ];
  }

  searched(option) {
    const near = (option.near ?? []).map((name) => keyOf(name));
    return Object.assign(option, { keys: this.keys(option), near });
  }

  keys({ id, text, about = "", also = [] }) {
    const listed = this.loaded?.get(id);
    return listed?.keys ?? [text, ...also, about].map((name) => keyOf(name)).filter(Boolean);
  }

  /* Ask once for the options that are many, and for the names by which all are found. */
  async load() {
    const { more, texts } = this.data;
    if (!more || this.loaded) return;
    this.loaded = new Map();
    try {
      const answer = await fetch(new URL(more, document.baseURI));
      if (!answer.ok) throw new Error(answer.statusText);
      for (const [id, text, ...keys] of await answer.json()) {
        this.loaded.set(id, { text, keys: [keyOf(text), ...keys] });
        this.names.set(id, text);
      }
      this.dress();
      if (!this.list.hidden) this.open(this.field.value);
    } catch (error) {
      console.error(error);
      this.loaded = null;
      this.say(texts.failed);
    }
  }

  settle() {
    this.picked = this.data.picked.map(({ id }) => id);
    this.mark();
  }

  /* Show the chips, and which preset is on. */
  mark() {
    const { picked, names, data } = this;
    const chips = picked.slice(0, CHIPS_AT_MOST).map((id, n) => {
      const chip = made("li", "mv-chip");
      const name = made("span", "", names.get(id) ?? id);
      name.id = `${this.name}-chip-${n}`;
      const gone = made("button", "mv-chip-remove", "×");
      gone.type = "button";
      gone.setAttribute("aria-labelledby", `${this.remove.id} ${name.id}`);
      gone.onclick = () => {
        this.set(this.picked.filter((one) => one !== id));
        this.field.focus();
      };
      chip.append(name, gone);
      return chip;
    });
    const rest = picked.length - chips.length;
    if (rest > 0) chips.push(made("li", "mv-chip-rest", `+ ${rest}`));
    this.chips.replaceChildren(...chips);
    this.chips.hidden = chips.length === 0;
    const now = [...picked].sort().join();
    data.presets.forEach(({ ids }, n) => {
      this.buttons[n].setAttribute("aria-pressed", String([...ids].sort().join() === now));
    });
  }

  say(words) {
    this.status.textContent = words;
  }

  isPicked({ id, ids = [id] }) {
    return ids.every((one) => this.picked.includes(one));
  }

  /* Show the options that fit; the first is ready for Enter once something is typed. */
  open(typed = "") {
    const { texts } = this.data;
    this.rows = found(this.options, typed);
    let group = "";
    const items = [];
    this.rows.forEach((option, n) => {
      if (option.group && option.group !== group) {
        group = option.group;
        const title = made("li", "mv-options-group", group);
        title.setAttribute("role", "presentation");
        items.push(title);
      }
      items.push(this.option(option, n));
    });
    this.list.replaceChildren(...items);
    this.list.hidden = items.length === 0;
    this.field.setAttribute("aria-expanded", String(!this.list.hidden));
    const [first] = this.rows;
    this.point(typed && first ? 0 : -1);
    if (!typed) this.say("");
    else if (!first) this.say(texts.nothing);
    else if (this.isPicked(first)) this.say(`${first.text}: ${texts.already}`);
    else this.say(`${texts.found}: ${this.rows.length}`);
  }

  option(option, n) {
    const row = made("li", "mv-option");
    row.id = `${this.name}-option-${n}`;
    row.dataset.n = n;
    row.setAttribute("role", "option");
    const picked = this.isPicked(option);
    row.setAttribute("aria-selected", String(picked));
    row.append(made("span", "", option.text));
    const { texts } = this.data;
    const about = [option.about, picked ? texts.already : ""].filter(Boolean).join(" · ");
    if (about) row.append(made("span", "mv-option-about", about));
    return row;
  }

  close() {
    this.list.hidden = true;
    this.field.setAttribute("aria-expanded", "false");
    this.field.removeAttribute("aria-activedescendant");
    this.field.value = "";
    this.say("");
  }

  point(n) {
    this.active = n;
    this.list.querySelector(".mv-active")?.classList.remove("mv-active");
    const row = n < 0 ? null : document.getElementById(`${this.name}-option-${n}`);
    if (row) {
      row.classList.add("mv-active");
      row.scrollIntoView({ block: "nearest" });
      this.field.setAttribute("aria-activedescendant", row.id);
    } else {
      this.field.removeAttribute("aria-activedescendant");
    }
  }

  key(event) {
    const act = {
      ArrowDown: () => this.walk(1),
      ArrowUp: () => this.walk(-1),
      Enter: () => this.list.hidden || this.active < 0 || this.choose(this.rows[this.active]),
      Escape: () => this.close(),
    }[event.key];
    if (act) {
      act();
      event.preventDefault();
    } else if (event.key === "Backspace" && !this.field.value && this.picked.length) {
      this.set(this.picked.slice(0, -1));
    }
  }

  walk(step) {
    if (this.list.hidden) this.open(this.field.value);
    const count = this.rows.length;
    const next = this.active < 0 && step < 0 ? count - 1 : this.active + step;
    if (count) this.point((next + count) % count);
  }

  choose(option) {
    const { texts, most } = this.data;
    const ids = option.ids ?? [option.id];
    const fresh = ids.filter((id) => !this.picked.includes(id));
    if (fresh.length === 0) {
      this.say(`${option.text}: ${texts.already}`);
    } else if (this.picked.length + fresh.length > most) {
      this.say(texts.most);
    } else {
      if (!option.ids) this.names.set(option.id, option.text);
      this.close();
      this.set([...this.picked, ...fresh]);
    }
  }

  set(ids) {
    this.picked = ids;
    this.mark();
    this.send();
  }

  send() {
    this.sent += 1;
    const parts = { [this.data.part]: this.picked };
    this.report("picked", { parts, n: this.sent, session: this.session });
  }
}

export function draw(component) {
  const parent = component.parentElement;
  parent.picker ??= new Picker(parent);
  parent.picker.update(component);
}
