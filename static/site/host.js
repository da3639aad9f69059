/* The page around the map on a site without a server: what a reader switches, and what follows.

   The server's page asks Python; here all answers are in the data, by the states to avoid and by the
   year. The view stands behind the # of the address, under the names of docs/link.md, once something
   was changed. Text always goes through textContent. */

const ME = "list";
const PLACE = ["lat", "lon", "z"];
const SEPARATOR = ",";
const NONE = "none";
const SETTLE_MS = 600; // after a change of the window, moves are Leaflet's own
/* Verdicts that the count names; all others are open. */
const COUNTED = ["bypasses", "crosses"];

const find = (id) => document.getElementById(id);
const fill = (words, values) =>
  Object.entries(values).reduce(
    (text, [name, value]) => text.replaceAll(`{${name}}`, value),
    words,
  );
/* An own entry: a name from an address may be one that every object has. */
const has = (known, key) => Object.hasOwn(known, key);
const tell = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail }));

/* Show a text in which ** encloses what is bold. */
function write(node, text) {
  const parts = text.split("**").map((part, i) => {
    if (i % 2 === 0) return part;
    const bold = document.createElement("b");
    bold.textContent = part;
    return bold;
  });
  node.replaceChildren(...parts);
}

/* Show a verdict: its sign, which is not heard, and its words. */
function mark(node, [symbol, words, css]) {
  const sign = document.createElement("span");
  sign.setAttribute("aria-hidden", "true");
  sign.textContent = `${symbol} `;
  node.className = `mv-badge ${css}`;
  node.replaceChildren(sign, words);
}

class Host {
  constructor(data) {
    this.data = data;
    this.page = JSON.parse(find("site-view").textContent);
    const { on, avoid, focus, year } = this.page.view;
    this.first = { on, avoid: [...avoid].sort().join(SEPARATOR), focus, year, place: null };
    this.rows = [...document.querySelectorAll(".mv-row")];
    this.avoid = find("site-avoid");
    const sets = Object.entries(data.avoided).map(([key, name]) => new Option(name, key));
    this.avoid.replaceChildren(...sets);
    this.year = find("site-year");
  }

  /* Make the map, and then let the page be switched. */
  async open() {
    const { files, base, given } = this.data;
    window.multivector = {
      files: base.map((name) => Promise.resolve(files[name])),
      read: (name) => Promise.resolve(files[name]),
    };
    await import("../map/main.js");
    const { place } = this.page;
    const [lat, lon, zoom] = place;
    this.read();
    this.map = L.map("map", { center: [lat, lon], zoom });
    this.fit(files[base[0]].legs);
    multivector.init(this.map, given);
    this.show();
    await multivector.ready;
    find("site-map").classList.add("site-drawn");
    this.stand();
    this.write();
    this.listen();
  }

  /* Stand where the legs of a journey are whole, as narrow as the page may be. */
  fit(legs) {
    if (!this.page.legs) return;
    const points = this.page.view.legs.flatMap((id) => legs[id].line);
    this.map.fitBounds(points.map(([lon, lat]) => [lat, lon]));
  }

  /* Read what stands behind the # of the address; what is not known is left as it was at first. */
  read() {
    const sent = new URLSearchParams(location.hash.slice(1));
    const { data, first, page } = this;
    const avoid = sent.get("avoid")?.split(SEPARATOR).sort().join(SEPARATOR);
    const key = avoid === NONE ? "" : avoid;
    const year = Number(sent.get("year"));
    const numbers = PLACE.map((name) => (sent.has(name) ? Number(sent.get(name)) : NaN));
    this.view = {
      on: page.switches ? this.routesOf(sent.get("routes") ?? "") : first.on,
      avoid: key !== undefined && has(data.sets, key) ? key : first.avoid,
      focus:
        page.switches && has(data.corridors, sent.get("focus")) ? sent.get("focus") : first.focus,
      year: this.year && has(data.status, year) ? year : first.year,
      place: this.placed(numbers) ? numbers : null,
    };
  }

  /* The corridors that an address lists; those of the page where it names none that is known. */
  routesOf(text) {
    const known = text.split(SEPARATOR).filter((id) => has(this.data.corridors, id));
    return known.length || text === NONE ? known : this.first.on;
  }

  /* Whether numbers name a place of the sheet. */
  placed(numbers) {
    const { limits } = this.data.given;
    const bounds = [limits.lat, limits.lon, limits.zoom];
    return numbers.every((value, i) => value >= bounds[i][0] && value <= bounds[i][1]);
  }

  /* The view as the map takes it. */
  message() {
    const { data, page, view } = this;
    const years = this.year
      ? { year: view.year, status: data.status[view.year] }
      : { year: page.view.year };
    const names = { ...page.view.names, ...data.caps[view.year], ...data.names[view.avoid] };
    return {
      ...page.view,
      ...years,
      on: view.on,
      avoid: data.sets[view.avoid],
      focus: view.focus,
      names,
      fit: view.place || !page.fit ? "" : "shown",
    };
  }

  show() {
    multivector.show(this.message());
    this.write();
  }

  /* Go where the address says. */
  stand() {
    if (!this.view.place) return;
    const [lat, lon, zoom] = this.view.place;
    this.map.setView([lat, lon], zoom, { animate: false });
  }

  /* Write what follows of the view into the page. */
  write() {
    const { data, page, view } = this;
    const verdicts = data.verdicts[view.avoid];
    this.avoid.value = view.avoid;
    if (this.year) this.year.value = String(view.year);
    for (const row of this.rows) {
      const id = row.dataset.corridor;
      row.querySelector("input").checked = view.on.includes(id);
      row.classList.toggle("mv-opened", view.focus === id);
      const badge = row.querySelector(".mv-badge");
      badge.hidden = !view.avoid;
      mark(badge, verdicts[id]);
      const amount = row.querySelector(".mv-row-mt");
      if (amount) amount.textContent = data.moved[id][view.year]?.text ?? "";
    }
    const told = find("site-told");
    if (told) this.writeVerdict(told);
    if (page.sentence) this.writeSentence(verdicts);
  }

  /* Say the verdict of the page's corridor or journey, as its table has it for these states. */
  writeVerdict(told) {
    const { data, view } = this;
    const rows = [...document.querySelectorAll("tr[data-avoid]")];
    const row = rows.find((one) => one.dataset.avoid.split(" ").includes(view.avoid));
    told.hidden = !row;
    if (!row) return;
    find("site-verdict-for").textContent = data.avoided[view.avoid];
    find("site-verdict").replaceChildren(row.querySelector(".mv-badge").cloneNode(true));
  }

  writeSentence(verdicts) {
    const { data, view } = this;
    const told = data.sentences[view.avoid]?.[view.year];
    if (!told) return;
    const [lead, count] = told;
    const same = [...view.on].sort().join() === [...data.on].sort().join();
    write(find("site-lead"), lead);
    write(find("site-count"), same ? count : this.counted(verdicts));
  }

  /* Count the corridors shown by verdict. */
  counted(verdicts) {
    const { data, view } = this;
    const shown = view.on.length;
    if (!view.avoid || !shown) return fill(data.texts.shown, { shown });
    const [bypass, cross] = COUNTED.map(
      (verdict) => view.on.filter((id) => verdicts[id][3] === verdict).length,
    );
    return fill(data.texts.count, { shown, bypass, cross, open: shown - bypass - cross });
  }

  /* Keep the view in the address; from disk a browser may refuse, and then it is not kept. */
  keep() {
    const { view, first, page } = this;
    const params = new URLSearchParams();
    if (page.switches) params.set("routes", view.on.join(SEPARATOR) || NONE);
    params.set("avoid", view.avoid || NONE);
    if (this.year) params.set("year", view.year);
    if (page.switches && view.focus && view.focus !== first.focus) params.set("focus", view.focus);
    if (view.place) PLACE.forEach((name, i) => params.set(name, view.place[i]));
    const hash = `#${params.toString().replaceAll("%2C", SEPARATOR)}`;
    this.kept = hash;
    try {
      history.replaceState(null, "", hash);
    } catch {
      location.replace(hash);
    }
  }

  change(parts) {
    Object.assign(this.view, parts);
    this.show();
    this.keep();
  }

  listen() {
    for (const part of document.querySelectorAll("[data-live]")) part.hidden = false;
    this.avoid.addEventListener("change", () => this.change({ avoid: this.avoid.value }));
    this.year?.addEventListener("change", () => this.change({ year: Number(this.year.value) }));
    for (const row of this.rows) this.listenTo(row);
    for (const button of document.querySelectorAll("[data-routes]")) {
      const ids = button.dataset.routes.split(SEPARATOR).filter(Boolean);
      button.addEventListener("click", () => this.change({ on: ids }));
    }
    document.addEventListener("mv-hover", ({ detail }) => {
      for (const row of this.rows) {
        row.classList.toggle("mv-lit", row.dataset.corridor === detail.corridor);
      }
    });
    document.addEventListener("mv-focus", ({ detail }) => {
      if (detail.from !== ME) this.pick(detail.corridor);
    });
    this.follow();
    addEventListener("hashchange", () => {
      if (location.hash === this.kept) return;
      this.read();
      this.show();
      this.stand();
    });
  }

  listenTo(row) {
    const corridor = row.dataset.corridor;
    const point = (id) => tell("mv-hover", { corridor: id, from: ME });
    row.addEventListener("pointerenter", () => point(corridor));
    row.addEventListener("pointerleave", () => point(null));
    row.addEventListener("focusin", () => point(corridor));
    row.addEventListener("focusout", () => point(null));
    row.querySelector("input").addEventListener("change", () => {
      const on = this.rows.filter((one) => one.querySelector("input").checked);
      this.change({ on: on.map((one) => one.dataset.corridor) });
    });
  }

  /* A line was picked on the map: its row is marked, and said with its verdict. */
  pick(corridor) {
    const picked = find("site-picked");
    const row = this.rows.find((one) => one.dataset.corridor === corridor);
    if (!picked || !row) return;
    this.change({ focus: corridor });
    const page = row.querySelector(".mv-row-name")?.getAttribute("href");
    const link = document.createElement(page ? "a" : "b");
    if (page) link.href = page;
    link.textContent = this.data.corridors[corridor];
    const badge = document.createElement("span");
    mark(badge, this.data.verdicts[this.view.avoid][corridor]);
    picked.replaceChildren(link, " ", ...(this.view.avoid ? [badge] : []));
  }

  /* Where the map is, as an address says it. */
  stands() {
    const { lat, lng } = this.map.getCenter();
    return [Number(lat.toFixed(2)), Number(lng.toFixed(2)), this.map.getZoom()];
  }

  /* The reader moved the map. What a window of another size does to it is no move. */
  follow() {
    let stood = String(this.stands());
    let resized = 0;
    addEventListener("resize", () => {
      resized = performance.now();
    });
    this.map.on("moveend", () => {
      const place = this.stands();
      const ours = String(place) === stood || performance.now() - resized < SETTLE_MS;
      stood = String(place);
      if (ours) return;
      this.view.place = place;
      this.keep();
    });
  }
}

/** Draw the map of this page, and let the reader switch it. */
export async function start(data) {
  await new Host(data).open();
}
