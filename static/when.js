/* The year under the map: a slider with play, the article's moment, and equal lines.

   The map and the list hear of a change at once (`mv-year`); Python answers with the sentence and the
   card. Each report carries a number, and Python's answer the number that it answers: an older answer
   moves no slider. Text always goes through textContent. */

const STEP_MS = 1400; // a year while it plays
const REPORT_MS = 180; // a slider that is drawn along is reported when it rests

const made = (tag, className, text) => {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
};

const button = (className, text, onclick) =>
  Object.assign(made("button", className, text), { type: "button", onclick });

class When {
  constructor(parent) {
    this.parent = parent;
    this.sent = 0;
    this.answered = 0;
    this.session = null;
    this.playing = 0;
    this.resting = 0;
    this.looks = "";
  }

  update({ data, setStateValue }) {
    this.data = data;
    this.report = setStateValue;
    const looks = JSON.stringify([data.years, data.texts, data.notes]);
    if (looks !== this.looks) this.build();
    this.looks = looks;
    if (this.session !== data.session) {
      // Another session than the one that drew this page knows nothing of what was sent to that.
      const pending = this.session !== null && this.sent > this.answered;
      this.session = data.session;
      this.sent = 0;
      if (pending) this.tell();
      else this.show(data.now);
    } else if (data.answers >= this.sent && !this.resting) {
      this.show(data.now);
    }
    this.answered = data.answers;
  }

  build() {
    const { years, texts } = this.data;
    this.play = button("mv-play", "", () => (this.playing ? this.stop() : this.start()));
    this.slider = made("input");
    Object.assign(this.slider, {
      type: "range",
      min: years[0],
      max: years.at(-1),
      step: 1,
      oninput: () => {
        this.stop();
        this.pick({ year: Number(this.slider.value), asof: "now" });
      },
    });
    this.slider.setAttribute("aria-label", texts.year);
    const ticks = made("div", "mv-ticks");
    ticks.setAttribute("aria-hidden", "true");
    ticks.append(...years.map((year) => made("span", "", String(year))));
    this.ticks = [...ticks.children];
    this.output = made("output", "mv-year");
    const along = made("div", "mv-along");
    along.append(this.slider, ticks);
    this.article = button("mv-moment", texts.article, () => {
      this.stop();
      this.pick({ asof: this.now.asof === "article" ? "now" : "article" });
    });
    this.equal = made("input");
    Object.assign(this.equal, {
      type: "checkbox",
      onchange: () => this.pick({ lines: this.equal.checked ? "equal" : "moved" }),
    });
    const equal = made("label", "mv-equal");
    equal.append(this.equal, made("span", "", texts.equal));
    this.note = made("p", "mv-when-note");
    const row = made("div", "mv-when");
    row.setAttribute("role", "group");
    row.setAttribute("aria-label", texts.group);
    row.append(this.play, along, this.output, this.article, equal);
    this.parent.replaceChildren(row, this.note);
    this.name();
    if (this.now) this.show(this.now);
  }

  /* Name the button by what it does next. */
  name() {
    const { texts } = this.data;
    this.play.textContent = this.playing ? "❚❚" : "▶";
    this.play.setAttribute("aria-label", this.playing ? texts.pause : texts.play);
  }

  /* Show a moment, and let the map and the list on the page know. */
  show(now) {
    const { article_year: ofArticle, notes } = this.data;
    this.now = now.asof === "article" ? { ...now, year: ofArticle } : { ...now };
    const { year, asof, lines } = this.now;
    this.slider.value = year;
    this.slider.setAttribute("aria-valuetext", String(year));
    this.output.textContent = String(year);
    this.ticks.forEach((tick) =>
      tick.classList.toggle("mv-now", tick.textContent === String(year)),
    );
    this.article.setAttribute("aria-pressed", String(asof === "article"));
    this.equal.checked = lines === "equal";
    this.note.textContent = notes[year] ?? "";
    document.dispatchEvent(new CustomEvent("mv-year", { detail: { year, lines } }));
  }

  pick(parts) {
    this.show({ ...this.now, ...parts });
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.tell(), REPORT_MS);
  }

  tell() {
    this.resting = 0;
    this.sent += 1;
    const { year, asof, lines } = this.now;
    const parts = asof === "article" ? { asof, lines } : { year, asof, lines };
    this.report("picked", { parts, n: this.sent, session: this.session });
  }

  start() {
    const { years } = this.data;
    const next = () => {
      const at = years.indexOf(this.now.year);
      this.pick({ year: years[(at + 1) % years.length], asof: "now" });
      if (this.now.year === years.at(-1)) this.stop();
    };
    this.playing = setInterval(() => (this.parent.isConnected ? next() : this.stop()), STEP_MS);
    next();
    if (this.now.year !== years.at(-1)) this.name();
  }

  stop() {
    clearInterval(this.playing);
    this.playing = 0;
    this.name();
  }
}

export function draw(component) {
  const parent = component.parentElement;
  parent.years ??= new When(parent);
  parent.years.update(component);
}
