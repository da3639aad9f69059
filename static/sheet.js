/* The card's head: it answers a pick at once, and on a narrow screen opens the card as a sheet.

   A row's name or a line is picked in the browser (`mv-focus`); the card itself comes with Python's
   answer. Until then the head names what was picked and the card says that it is busy. */

const made = (tag, className, text) => {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
};

class Sheet {
  constructor(parent) {
    this.parent = parent;
    this.open = false;
    this.build();
    document.addEventListener("mv-focus", this);
    document.addEventListener("keydown", this);
  }

  build() {
    this.bar = Object.assign(made("button", "mv-sheet-bar"), { type: "button" });
    this.title = made("span", "mv-sheet-name");
    this.note = made("span", "mv-sheet-note");
    this.sign = made("span", "mv-sheet-sign");
    this.sign.setAttribute("aria-hidden", "true");
    this.bar.append(this.title, this.note, this.sign);
    this.bar.onclick = () => this.set(!this.open);
    this.parent.replaceChildren(this.bar);
  }

  get card() {
    return this.parent.closest(".st-key-card");
  }

  set(open) {
    this.open = open;
    this.bar.setAttribute("aria-expanded", String(open));
    const { texts, names, focus } = this.data;
    this.note.textContent = open || !names[focus] ? "" : texts.what;
    const seen = [this.title, this.note].map(({ textContent }) => textContent);
    this.bar.setAttribute(
      "aria-label",
      `${seen.filter(Boolean).join(" ")}: ${texts[open ? "close" : "open"]}`,
    );
    this.sign.textContent = open ? "✕" : "▲";
    this.card?.classList.toggle("mv-open", open);
  }

  handleEvent(event) {
    if (!this.parent.isConnected) {
      document.removeEventListener("mv-focus", this);
      document.removeEventListener("keydown", this);
    } else if (event.type === "keydown") {
      if (event.key === "Escape" && this.open) this.set(false);
    } else {
      const { corridor } = event.detail;
      this.wanted = corridor;
      this.name(corridor);
      this.set(Boolean(corridor));
    }
  }

  name(corridor) {
    this.title.textContent = this.data.names[corridor] ?? this.data.texts.none;
    this.card?.setAttribute("aria-busy", String(corridor !== this.data.focus));
  }

  update(data) {
    this.data = data;
    // an older answer than the last pick: the card is still on its way
    if (this.wanted !== undefined && this.wanted !== data.focus) return;
    this.wanted = undefined;
    this.name(data.focus);
    this.set(this.open);
  }
}

export function draw({ data, parentElement }) {
  parentElement.sheet ??= new Sheet(parentElement);
  parentElement.sheet.update(data);
}
