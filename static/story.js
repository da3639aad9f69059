/* Where a reader is in the story: dots and buttons, the keys, and what scrolling says.

   The text of all steps stands on the page. What crosses a line in the window is the step that the
   reader has come to; when it has stayed there for a moment, it is reported, and Python answers with
   its map. Each report carries a number, and Python's answer the number that it answers: an older
   answer moves nothing. */

const STAYS_MS = 260; // who scrolls past a step asks for no map
const AGAIN_MS = 50;
const ARRIVES_MS = 1500; // the longest that a scroll of ours is waited for
const WIDE_LINE = 0.4; // of the window's height: where the step is that is being read
const NARROW_LINE = 0.66; // under the map, which stays above the text
const NARROW = matchMedia("(max-width: 1100px)");
const CALM = matchMedia("(prefers-reduced-motion: reduce)");
const TAKES_ARROWS =
  "input, select, textarea, summary, [contenteditable], [role='radiogroup'], iframe";

const made = (tag, className, text) => {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
};

const partOf = (n) => document.querySelector(`.mv-step[data-step="${n}"]`);

/* What scrolling reaches replaces the address: Back leads out of the story, not up through it. */
function replaceStep(n) {
  const { search } = location;
  const query = search.replace(/([?&]step=)\d+/, `$1${n}`);
  if (query !== search) history.replaceState(history.state, "", query);
}

class Story {
  constructor(parent) {
    this.parent = parent;
    this.sent = 0;
    this.answered = 0;
    this.session = null;
    this.at = 0;
    this.path = location.pathname; // of this page
    this.heading = null; // the step to which the page is being scrolled
    this.looks = "";
    this.keys = (event) => this.key(event);
    this.turned = () => this.watch();
    document.addEventListener("keydown", this.keys);
    NARROW.addEventListener("change", this.turned);
  }

  update({ data, setStateValue }) {
    const first = this.session === null;
    this.data = data;
    this.report = setStateValue;
    const looks = JSON.stringify([data.names, data.texts]);
    if (looks !== this.looks) this.build();
    this.looks = looks;
    if (this.session !== data.session) {
      // Another session than the one that drew this page knows nothing of what was sent to that.
      const pending = !first && this.sent > this.answered;
      this.session = data.session;
      this.sent = 0;
      if (pending) this.tell();
      else this.follow(data.step, first);
    } else if (data.answers >= this.sent) {
      this.follow(data.step, false);
    }
    this.answered = data.answers;
    this.mark();
    this.watch();
  }

  /* Python leads: a link, Back, Forward. */
  follow(step, first) {
    if (step === this.at) return;
    this.at = step;
    this.scroll(first);
  }

  build() {
    const { names, texts } = this.data;
    const nav = made("nav", "mv-steps");
    nav.setAttribute("aria-label", texts.nav);
    const dots = made("ol", "mv-dots");
    this.dots = names.map((name, n) => {
      const dot = made("button", "mv-dot");
      dot.type = "button";
      dot.title = name;
      dot.setAttribute("aria-label", name);
      dot.onclick = () => this.go(n);
      const item = made("li");
      item.append(dot);
      dots.append(item);
      return dot;
    });
    const button = (className, text, by) => {
      const one = made("button", className, text);
      one.type = "button";
      one.onclick = () => this.go(this.at + by);
      return one;
    };
    this.previous = button("mv-turn", `← ${texts.previous}`, -1);
    this.next = button("mv-turn mv-next", `${texts.next} →`, 1);
    this.said = made("p", "mv-unseen");
    this.said.setAttribute("aria-live", "polite");
    nav.append(this.previous, dots, this.next, this.said);
    this.parent.replaceChildren(nav);
  }

  mark() {
    const last = this.dots.length - 1;
    this.dots.forEach((dot, n) => {
      if (n === this.at) dot.setAttribute("aria-current", "step");
      else dot.removeAttribute("aria-current");
    });
    // Disabled buttons lose the focus of who just pressed them.
    this.previous.setAttribute("aria-disabled", String(this.at === 0));
    this.next.setAttribute("aria-disabled", String(this.at === last));
  }

  go(n) {
    if (n < 0 || n >= this.dots.length || n === this.at) return;
    this.at = n;
    this.said.textContent = this.data.names[n];
    this.mark();
    this.scroll(false);
    this.tell();
  }

  tell() {
    this.sent += 1;
    this.report("picked", { parts: { step: this.at }, n: this.sent, session: this.session });
  }

  scroll(atOnce) {
    clearTimeout(this.staying);
    clearTimeout(this.arriving);
    this.heading = this.at;
    const part = partOf(this.at);
    if (!part) {
      // The text may come after the buttons.
      this.arriving = setTimeout(() => this.scroll(atOnce), AGAIN_MS);
      return;
    }
    this.arriving = setTimeout(() => {
      this.heading = null;
    }, ARRIVES_MS);
    const behavior = atOnce || CALM.matches ? "instant" : "smooth";
    part.scrollIntoView({ behavior, block: "start" });
  }

  /* Watch which step crosses the line; the parts of the page may have been drawn anew. */
  watch() {
    const parts = [...document.querySelectorAll(".mv-step[data-step]")];
    const line = NARROW.matches ? NARROW_LINE : WIDE_LINE;
    const same =
      this.line === line &&
      this.parts?.length === parts.length &&
      parts.every((part, n) => part === this.parts[n]);
    if (same) return;
    Object.assign(this, { parts, line });
    this.observer?.disconnect();
    const rootMargin = `${-100 * line}% 0px ${-100 * (1 - line)}% 0px`;
    this.observer = new IntersectionObserver((found) => this.crossed(found), { rootMargin });
    for (const part of parts) this.observer.observe(part);
  }

  crossed(found) {
    const now = found.findLast(({ isIntersecting }) => isIntersecting);
    // The menu scrolls to the top while the next page is under way: that is not the reader's step.
    if (!now || !this.parent.isConnected || location.pathname !== this.path) return;
    const n = Number(now.target.dataset.step);
    clearTimeout(this.staying);
    if (this.heading !== null) {
      if (n === this.heading) this.heading = null;
      return;
    }
    if (n === this.at) return;
    this.staying = setTimeout(() => {
      if (location.pathname !== this.path) return;
      this.at = n;
      this.mark();
      replaceStep(n);
      this.tell();
    }, STAYS_MS);
  }

  key(event) {
    if (!this.parent.isConnected) {
      // The page is another one by now.
      document.removeEventListener("keydown", this.keys);
      NARROW.removeEventListener("change", this.turned);
      this.observer?.disconnect();
      return;
    }
    const { key, altKey, ctrlKey, metaKey, shiftKey, target } = event;
    const by = { ArrowLeft: -1, ArrowRight: 1 }[key];
    if (!by || altKey || ctrlKey || metaKey || shiftKey || event.defaultPrevented) return;
    if (target instanceof Element && target.closest(TAKES_ARROWS)) return;
    event.preventDefault();
    this.go(this.at + by);
  }
}

export function draw(component) {
  const parent = component.parentElement;
  parent.story ??= new Story(parent);
  parent.story.update(component);
}
