/* Take away: the data and the picture of what is on the screen, to print, cite and embed it.

   One control in the header, one on each card beside *Cite this*. The addresses are made here, when
   the panel opens, from the address as it is then (link.js): they carry the view on the screen, the
   map's place with it. What the header was given serves the cards, too. */

const made = (tag, className, text) => {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
};
const load = (address) => import(new URL(address, document.baseURI).href);
const SVG = "http://www.w3.org/2000/svg";
const SIZES = { width: [280, 2000, 800], height: [240, 2000, 680] };
const PREVIEW_WIDTH = 320;

/* What the page's header was given last, for the controls of its cards. */
const whole = {};

/* An arrow into a tray. */
function sign() {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", "M8 1v9M4 6.5 8 10.5 12 6.5M1.5 11v3.5h13V11");
  svg.append(path);
  return svg;
}

/* The root of the app, seen from any of its pages. */
function root(pages) {
  const last = location.pathname.split("/").pop();
  const here = location.pathname.replace(/\/+$/, "");
  return pages.includes(last) && last ? here.slice(0, -last.length - 1) : here;
}

const escaped = (text) =>
  text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");

class Take {
  constructor(parent) {
    this.parent = parent;
    this.button = made("button", "mv-take");
    this.button.type = "button";
    this.button.setAttribute("aria-haspopup", "dialog");
    this.word = made("span", "mv-take-word");
    this.button.append(sign(), this.word);
    this.button.onclick = () => this.open();
    this.panel = made("dialog", "mv-take-panel");
    this.panel.addEventListener("click", (event) => {
      if (event.target === this.panel) this.panel.close();
    });
    this.panel.addEventListener("close", () => this.panel.replaceChildren());
    // Keys are the panel's: Streamlit and the map answer to some.
    this.panel.addEventListener("keydown", (event) => event.stopPropagation());
    parent.replaceChildren(this.button, this.panel);
  }

  update(data) {
    this.data = data;
    if (data.page) Object.assign(whole, data);
    this.word.textContent = data.texts.take;
    this.button.setAttribute("aria-label", data.name ?? data.texts.take);
    load(data.link);
  }

  async open() {
    const { queryOf, copyText } = await load(this.data.link);
    this.copyText = copyText;
    this.all = { ...whole, ...this.data, texts: { ...whole.texts, ...this.data.texts } };
    this.query = queryOf(this.all);
    this.link = `${location.origin}${location.pathname}?${this.query}`;
    this.fill();
    this.panel.showModal();
  }

  fill() {
    const { texts, open, cite, name } = this.all;
    const title = made("h2", "", name ?? texts.take);
    title.id = `mv-take-${this.all.id}`;
    this.panel.setAttribute("aria-labelledby", title.id);
    const close = made("button", "mv-take-close", "✕");
    close.type = "button";
    close.setAttribute("aria-label", texts.close);
    close.onclick = () => this.panel.close();
    const head = made("div", "mv-take-head");
    head.append(title, close);
    const body = made("div", "mv-take-body");
    if (open) body.append(...this.files());
    else body.append(made("p", "mv-take-note", texts.closed));
    body.append(this.print());
    if (this.data.cite) body.append(this.cite(cite));
    body.append(this.embed());
    this.told = made("p", "mv-take-told");
    this.told.setAttribute("role", "status");
    this.panel.replaceChildren(head, body, this.told);
  }

  part(title, ...content) {
    const part = made("section", "mv-take-part");
    part.append(made("h3", "", title), ...content);
    return part;
  }

  address(path, own) {
    const mine = new URLSearchParams(own).toString();
    return `${root(this.all.pages)}/take/${path}?${mine}&${this.query}`;
  }

  row(label, links) {
    const row = made("p", "mv-take-row");
    row.append(made("span", "mv-take-label", label));
    for (const [text, href, says] of links) {
      const link = made("a", "mv-take-link", text);
      link.href = href;
      link.setAttribute("download", "");
      link.setAttribute("aria-label", says);
      row.append(link);
    }
    return row;
  }

  files() {
    const { texts, page, tables, features, pictures } = this.all;
    const says = (what, form) => `${what}, ${form}`;
    const data = [
      this.row(texts.tables, [
        ["Excel", this.address("data.xlsx", { page }), says(texts.tables, "Excel")],
      ]),
      ...tables.map(({ id, label }) =>
        this.row(label, [
          ["CSV", this.address("data.csv", { page, table: id }), says(label, "CSV")],
          ["Excel", this.address("data.xlsx", { page, table: id }), says(label, "Excel")],
        ]),
      ),
    ];
    if (features) {
      const forms = { GeoJSON: "geojson", GeoPackage: "gpkg", KML: "kml" };
      const links = Object.entries(forms).map(([text, form]) => [
        text,
        this.address(`data.${form}`, { page }),
        says(texts.features, text),
      ]);
      data.push(this.row(texts.features, links));
    }
    const found = [this.part(texts.data, ...data)];
    if (pictures.length) {
      const rows = pictures.map(({ part, label, forms }) =>
        this.row(
          label,
          forms.map(({ shape, form, scale }) => [
            shape,
            this.address(`picture.${form}`, { page, part, scale }),
            says(label, shape),
          ]),
        ),
      );
      found.push(this.part(texts.picture, ...rows));
    }
    return found;
  }

  action(text, act) {
    const button = made("button", "mv-take-action", text);
    button.type = "button";
    button.onclick = act;
    return button;
  }

  async copy(text) {
    const done = await this.copyText(text, this.panel);
    this.told.textContent = done ? this.all.texts.copied : this.all.texts.byHand;
  }

  print() {
    const { texts } = this.all;
    return this.part(
      texts.print,
      this.action(texts.printPage, () => {
        this.panel.close();
        print();
      }),
    );
  }

  cite({ link, forms }) {
    const { texts } = this.all;
    const text = made("pre", "mv-take-text");
    text.tabIndex = 0;
    const show = (form) => {
      text.textContent = form.citation.replaceAll(link, this.link);
    };
    const choices = made("fieldset", "mv-take-choice");
    choices.append(made("legend", "mv-unseen", texts.form));
    forms.forEach((form, n) => {
      const label = made("label");
      const radio = Object.assign(made("input"), {
        type: "radio",
        name: `mv-form-${this.all.id}`,
      });
      radio.checked = n === 0;
      radio.onchange = () => show(form);
      label.append(radio, ` ${form.label}`);
      choices.append(label);
    });
    show(forms[0]);
    text.setAttribute("aria-label", texts.cite);
    const copy = this.action(texts.copyText, () => this.copy(text.textContent));
    return this.part(texts.cite, choices, text, copy);
  }

  embed() {
    const { texts, title } = this.all;
    const source = `${this.link}&embed=true`;
    const size = {};
    const sizes = made("p", "mv-take-choice");
    const code = made("pre", "mv-take-text");
    code.tabIndex = 0;
    code.setAttribute("aria-label", texts.snippet);
    const frame = made("div", "mv-take-frame");
    const show = () => {
      const { width, height } = size;
      code.textContent =
        `<iframe src="${escaped(source)}" width="${width}" height="${height}" ` +
        `style="border:0;max-width:100%" loading="lazy" title="${escaped(title)}"></iframe>`;
      const part = Math.min(1, PREVIEW_WIDTH / width);
      frame.style.setProperty("--part", part);
      frame.style.height = `${height * part}px`;
      for (const [name, pixels] of Object.entries(size)) {
        frame.style.setProperty(`--${name}`, `${pixels}px`);
      }
    };
    for (const [name, [least, most, usual]] of Object.entries(SIZES)) {
      size[name] = usual;
      const label = made("label", "", `${texts[name]} `);
      const field = Object.assign(made("input"), {
        type: "number",
        min: least,
        max: most,
        value: usual,
      });
      field.oninput = () => {
        size[name] = Math.min(most, Math.max(least, Math.round(field.valueAsNumber) || usual));
        show();
      };
      label.append(field, " px");
      sizes.append(label);
    }
    show();
    const live = made("details", "mv-take-live");
    live.append(made("summary", "", texts.preview), frame);
    // It is loaded only for who wants to see it.
    live.ontoggle = () => {
      frame.replaceChildren();
      if (!live.open) return;
      const inner = made("iframe");
      inner.src = source;
      inner.title = texts.preview;
      frame.append(inner);
    };
    const copy = this.action(texts.copySnippet, () => this.copy(code.textContent));
    return this.part(texts.embed, sizes, code, copy, live);
  }
}

export function draw({ data, parentElement }) {
  parentElement.take ??= new Take(parentElement);
  parentElement.take.update(data);
}
