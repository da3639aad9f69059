/* The map of Multivector, drawn by Leaflet inside the frame of streamlit-folium.

   Python builds a constant map and calls multivector.init(map) once. After that only ids
   travel: multivector.show({on, avoid, focus, names, width, closed, legs, strong, status}). Geometry comes from
   two static files beside this one. Text always goes through textContent. */
/* global L */
(() => {
  "use strict";

  const here = document.currentScript.src;
  document.documentElement.style.background = "#dfe8ee"; // the map's water, until it is drawn
  const fetched = ["lines.json", "basemap.json"].map(async (name) => {
    const url = new URL(name, here);
    url.search = new URL(here).search;
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
    return answer.json();
  });

  const TEXT = {
    lang: "en", map: "Map of the export routes", legend: "Legend",
    outside: "outside Russia", inside: "inside Russia",
    nobody: "no state to avoid is picked",
    pipeline: "pipeline", rail: "railway", sea: "sea lane",
    operating: "operating", idle: "idle", proposed: "proposed", closed: "closed", km: "km",
    failed: "The map's data could not be read. Run make data and reload.",
    rebuilt: "The data was built anew. Reload the page to see map and text of one version.",
  };
  const COLOUR = { outside: "#0b6fa4", inside: "#c8441b", closed: "#6b7280" };
  const SVG = "http://www.w3.org/2000/svg";
  const FONT = '"Source Sans", "Source Sans Pro", system-ui, "Segoe UI", Roboto, sans-serif';

  let map, lines, world, canvas;
  let python = { on: [], avoid: [], focus: null, names: {}, width: {}, closed: [], legs: [], strong: [], status: {} };
  let shown = python;              // python's state with the switches as the panel shows them
  const drawn = new Map();         // leg → {key, layers, hit, runs}
  const tints = new Map();         // state → polygon
  const t = (key) => shown.names[key] || TEXT[key] || key;
  const at = (point) => L.GeoJSON.coordsToLatLng(point); // the one flip on this side
  function say(box, text) {
    const note = document.createElement("p");
    note.className = "mv-failed";
    note.style.font = "15px/1.4 system-ui, sans-serif";
    note.setAttribute("role", "alert");
    note.textContent = text;
    box.append(note);
  }
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const narrow = () => map.getSize().x < 640;

  /* ---------- background ---------- */

  function arcsOf(file) {
    return file.arcs.map((deltas) => {
      let [x, y] = deltas;
      const points = [at([x / file.scale, y / file.scale])];
      for (let i = 2; i < deltas.length; i += 2) {
        x += deltas[i];
        y += deltas[i + 1];
        points.push(at([x / file.scale, y / file.scale]));
      }
      return points;
    });
  }

  function polygonsOf(state) {
    const ring = (refs) => refs.flatMap((ref, i) => {
      const arc = ref < 0 ? [...world.points[~ref]].reverse() : world.points[ref];
      return i ? arc.slice(1) : arc;
    });
    return (world.states[state] || []).map((polygon) => polygon.map(ring));
  }

  function pane(name, z) {
    map.createPane(name).style.zIndex = z;
    map.getPane(name).style.pointerEvents = "none";
    return L.svg({ pane: name, padding: 0.5 });
  }

  function drawWorld() {
    world.points = arcsOf(world);
    const flat = { interactive: false, smoothFactor: 0.8 };
    const kind = (letter) => world.points.filter((_, i) => world.kinds[i] === letter);
    const land = pane("mv-land", 200);
    const edge = pane("mv-edge", 220);
    pane("mv-tint", 210);
    L.polygon(Object.keys(world.states).flatMap(polygonsOf), {
      ...flat, pane: "mv-land", renderer: land, stroke: false, className: "mv-land",
    }).addTo(map);
    for (const [letter, name] of [["c", "mv-coast"], ["b", "mv-border"]]) {
      L.polyline(kind(letter), {
        ...flat, pane: "mv-edge", renderer: edge, className: name, weight: 1,
      }).addTo(map);
    }
  }

  function tint() {
    for (const [state, polygon] of tints) {
      if (!shown.avoid.includes(state)) polygon.remove();
    }
    for (const state of shown.avoid) {
      if (!tints.has(state)) {
        tints.set(state, L.polygon(polygonsOf(state), {
          pane: "mv-tint", interactive: false, stroke: false, className: "mv-tint",
        }).on("add", (e) => { e.target.getElement().dataset.state = state; }));
      }
      tints.get(state).addTo(map);
    }
  }

  /* ---------- lines ---------- */

  const isInside = ([state, kind]) =>
    shown.avoid.includes(state) && (kind === "land" || kind === "territorial_sea");

  function runsOf(leg) {
    // neighbouring pieces on the same side are one stroke, so that dashes do not stumble
    const runs = [];
    for (const piece of leg.pieces) {
      const inside = isInside(piece);
      const last = runs[runs.length - 1];
      if (last && last.inside === inside) last.end = piece[3];
      else runs.push({ inside, start: last ? last.end : piece[2], end: piece[3] });
    }
    return runs.map((run) => ({ ...run, line: leg.line.slice(run.start, run.end + 1).map(at) }));
  }

  const insideKm = (leg) => leg.pieces.filter(isInside).reduce((sum, p) => sum + p[4], 0);
  const wanted = (leg) => leg.corridors.filter((id) => shown.on.includes(id));
  const foremost = (id) => shown.strong.includes(id)
    || lines.legs[id].corridors.includes(shown.focus);

  function widthOf(id, leg) {
    const given = shown.width[id];
    if (given !== undefined) return Math.max(0.8, given);
    const base = leg.mode === "pipeline" ? 3 : leg.mode === "sea" ? 2.6 : 1.8;
    const zoom = Math.max(0, Math.min(map.getZoom() - 4, 4)) * 0.25;
    const focus = leg.corridors.includes(shown.focus) || shown.strong.includes(id) ? 1.45 : 1;
    return (base + zoom) * focus;
  }

  /* The strokes of one run, bottom up. Colour tells the verdict, pattern the kind. */
  function strokes(id, leg, inside) {
    const weight = widthOf(id, leg);
    const colour = inside ? COLOUR.inside : COLOUR.outside;
    if (shown.closed.includes(id)) {
      return [{ color: COLOUR.closed, weight, dashArray: "2 4", lineCap: "butt" }];
    }
    if (leg.status === "proposed") {
      return [{ color: colour, weight, dashArray: "11 7", lineCap: "butt" }];
    }
    if (leg.status === "idle") {
      return [
        { color: colour, weight: weight + 1.4, lineCap: "butt" },
        { color: "#fff", weight: weight - 0.8, lineCap: "butt", under: true },
      ];
    }
    if (leg.mode === "sea") {
      const gap = (weight * 2.1).toFixed(1);
      return [{ color: colour, weight, dashArray: `0.1 ${gap}`, lineCap: "round" }];
    }
    if (leg.mode === "rail") {
      return [
        { color: colour, weight, lineCap: "butt" },
        { color: colour, weight: weight + 4.6, dashArray: "1.4 6.6", lineCap: "butt", under: true },
      ];
    }
    return [{ color: colour, weight, lineCap: "round" }];
  }

  function makeLeg(id) {
    const leg = lines.legs[id];
    const runs = runsOf(leg);
    const line = (points, name, options) => L.polyline(points, {
      pane: name, interactive: false, noClip: true, lineJoin: "round", ...options,
    });
    const whole = leg.line.map(at);
    const layers = [
      { part: "halo", layer: line(whole, "mv-halo", { className: "mv-halo" }) },
      { part: "casing", layer: line(whole, "mv-casing", { className: "mv-casing" }) },
    ];
    for (const run of runs) {
      strokes(id, leg, run.inside).forEach((_, i) => {
        const layer = line(run.line, "mv-line", { className: i ? "mv-detail" : "mv-leg" });
        layer.on("add", () => {
          const path = layer.getElement();
          path.dataset.leg = id;
          path.dataset.corridors = leg.corridors.join(" ");
          path.dataset.inside = run.inside ? "1" : "0";
        });
        layers.push({ part: "stroke", layer, i, inside: run.inside });
      });
    }
    const hit = line(whole, "mv-hit", {
      className: "mv-hit", interactive: true, opacity: 0, lineCap: "round",
      weight: matchMedia("(pointer: coarse)").matches ? 28 : 18,
    });
    hit.on("add", () => {
      const path = hit.getElement();
      path.dataset.leg = id;
      path.setAttribute("role", "button");
      path.setAttribute("tabindex", "-1");
      path.onfocus = () => tell(id, middle(hit));
      path.onblur = hush;
      path.onkeydown = (e) => keyOn(id, e);
    });
    hit.on("mousemove mouseover", (e) => tell(nearest(e), e.containerPoint));
    hit.on("mouseout", hush);
    hit.on("click", (e) => {
      L.DomEvent.stopPropagation(e);
      const found = nearest(e);
      tell(found, e.containerPoint);
      select(found);
    });
    layers.push({ part: "hit", layer: hit });
    return { layers, hit, runs };
  }

  function nearest(e) {
    let best = null;
    for (const [id, { hit }] of drawn) {
      if (!map.hasLayer(hit)) continue;
      const p = hit.closestLayerPoint(e.layerPoint);
      if (p && (!best || p.distance < best.distance)) best = { id, distance: p.distance };
    }
    return best && best.id;
  }

  /* Only what differs is set: a browser paints anew whatever it is told, changed or not. */
  function restyle(layer, style) {
    const key = JSON.stringify(style);
    if (layer.styled === key) return;
    layer.styled = key;
    layer.setStyle(style);
  }

  let raised = ""; // selection and lines in the order last drawn
  function drawLegs() {
    const avoid = shown.avoid.join(" ");
    const visible = [];
    for (const [id, leg] of Object.entries(lines.legs)) {
      const on = wanted(leg).length > 0 || shown.legs.includes(id);
      const key = `${avoid}|${shown.closed.includes(id)}|${leg.status}`;
      let made = drawn.get(id);
      if (made && (!on || made.key !== key)) {
        made.layers.forEach(({ layer }) => layer.remove());
        drawn.delete(id);
        made = null;
      }
      if (!on) continue;
      if (!made) {
        made = { key, ...makeLeg(id) };
        drawn.set(id, made);
        made.layers.forEach(({ layer }) => layer.addTo(map));
      }
      visible.push(id);
    }
    const focus = foremost;
    visible.sort((a, b) => focus(a) - focus(b));
    const order = `${shown.focus}|${visible}`;
    const raise = order !== raised;
    raised = order;
    let stop = null;
    for (const id of visible) {
      const leg = lines.legs[id];
      const weight = widthOf(id, leg);
      for (const { part, layer, i, inside } of drawn.get(id).layers) {
        if (part === "halo") restyle(layer, { weight: weight + 9, opacity: focus(id) ? 0.15 : 0 });
        if (part === "casing") restyle(layer, { weight: weight + (leg.mode === "rail" ? 4 : 3) });
        if (part === "stroke") restyle(layer, strokes(id, leg, inside)[i]);
        if (focus(id) && raise) layer.bringToFront();
      }
      const path = drawn.get(id).hit.getElement();
      path.setAttribute("aria-label", describe(id).join(", "));
      path.setAttribute("tabindex", "-1");
      if (!stop || focus(id)) stop = path;
    }
    if (stop) stop.setAttribute("tabindex", "0");
  }

  /* ---------- tooltip, selection, keyboard ---------- */

  const number = (km) => new Intl.NumberFormat(t("lang"), {
    maximumFractionDigits: km < 10 ? 1 : 0,
  }).format(km);
  const corridorName = (id) => t(`corridor.${id}`) === `corridor.${id}`
    ? lines.corridors[id].name : t(`corridor.${id}`);

  function corridorOf(id) {
    const on = wanted(lines.legs[id]);
    return on.includes(shown.focus) ? shown.focus : on[0];
  }

  function describe(id) {
    const leg = lines.legs[id];
    const name = shown.names[`leg.${id}`] || leg.name;
    const status = shown.closed.includes(id) ? t("closed") : t(leg.status);
    const parts = [name, `${t(leg.mode)}, ${status}`, `${number(leg.km)} ${t("km")}`];
    if (shown.avoid.length) parts.push(`${number(insideKm(leg))} ${t("km")} ${t("inside")}`);
    return parts;
  }

  let tip, told = null;
  function tell(id, point) {
    if (!id || !point) return;
    if (told !== id) {
      told = id;
      tip.replaceChildren();
      const [name, kind, km, inside] = describe(id);
      const row = (cls, text) => {
        const div = document.createElement("div");
        div.className = cls;
        div.textContent = text;
        tip.append(div);
        return div;
      };
      const corridors = wanted(lines.legs[id]).map(corridorName).join(" · ");
      if (corridors) row("mv-tip-corridor", corridors);
      row("mv-tip-name", name);
      row("mv-tip-kind", kind);
      const figures = row("mv-tip-km", km);
      if (inside) {
        const span = document.createElement("span");
        span.textContent = inside;
        span.className = insideKm(lines.legs[id]) > 0 ? "mv-inside" : "mv-outside";
        figures.append(" · ", span);
      }
      if (shown.names[`flow.${id}`]) row("mv-tip-km", shown.names[`flow.${id}`]);
    }
    tip.hidden = false;
    const size = map.getSize();
    const [w, h] = [tip.offsetWidth, tip.offsetHeight];
    const x = Math.max(6, Math.min(point.x - w / 2, size.x - w - 6));
    const y = point.y - h - 16 > 6 ? point.y - h - 16 : Math.min(point.y + 18, size.y - h - 6);
    tip.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
  }

  function hush() {
    told = null;
    tip.hidden = true;
  }

  function middle(hit) {
    const box = L.bounds([0, 0], map.getSize());
    const points = hit.getLatLngs().map((p) => map.latLngToContainerPoint(p));
    const seen = points.filter((p) => box.contains(p));
    return (seen.length ? seen : points)[Math.floor((seen.length || points.length) / 2)];
  }

  function keyOn(id, e) {
    const ids = [...drawn.keys()];
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[e.key];
    if (e.key === "Enter" || e.key === " ") select(id);
    else if (e.key === "Escape") hush();
    else if (step) {
      const next = ids[(ids.indexOf(id) + step + ids.length) % ids.length];
      drawn.get(next).hit.getElement().focus();
    } else return;
    e.preventDefault();
    e.stopPropagation();
  }

  /* Report at once (streamlit-folium waits 250 ms) and exactly in its form, so that its own
     report afterwards finds nothing new. The token's tail makes a second click another one. */
  function select(id) {
    // on a map of legs, not of corridors, the leg itself is what was picked
    const corridor = id && (corridorOf(id) || `leg:${id}`);
    const frame = window.__GLOBAL_DATA__;
    if (!corridor) return;
    unanswered = id;
    if (frame && window.Streamlit) {
      frame.last_object_clicked_tooltip = `${corridor}#${Date.now().toString(36)}`;
      frame.previous_data = report();
      window.Streamlit.setComponentValue(frame.previous_data);
    }
    if (shown.focus !== corridor && !corridor.startsWith("leg:")) {
      shown = { ...shown, focus: corridor };
      render();
    }
  }

  let unanswered = null; // a line picked, of which python has not said anything yet
  function report() {
    const frame = window.__GLOBAL_DATA__;
    const known = {
      last_object_clicked_tooltip: frame.last_object_clicked_tooltip,
      zoom: map.getZoom(), center: map.getCenter(),
    };
    const asked = frame.returned_objects || [];
    return Object.fromEntries(Object.entries(known).filter(([key]) => asked.includes(key)));
  }

  /* A move the reader did not make is no news: without this each cold start runs twice. */
  let ours = true; // whether the move under way is not the reader's
  function keepQuiet() {
    const settle = () => {
      if (ours && window.__GLOBAL_DATA__) window.__GLOBAL_DATA__.previous_data = report();
      ours = false;
    };
    const setView = map.setView;
    map.setView = function (...given) {
      if (given.length === 2) { // only streamlit-folium calls it with two
        ours = true;
        if (calm) given.push({ animate: false });
      }
      return setView.apply(this, given);
    };
    map.on("resize", () => { ours = true; });
    map.on("moveend", () => {
      if (!ours) writeAddress();
      settle();
    });
    settle();
  }

  /* A move replaces the address, so that Back leads to what was chosen before, not through every
     step of the way. Python writes the very same address later: the browser finds nothing new. */
  function writeAddress() {
    if (!python.address) return;
    const centre = map.getCenter();
    const place = { lat: centre.lat.toFixed(2), lon: centre.lng.toFixed(2), z: map.getZoom() };
    const now = parent.location.search.slice(1);
    // a switch used since python drew the map is in the address, not in what python gave
    let query = now !== python.at && /(^|&)v=/.test(now) && /(^|&)step=/.test(now) ? now : python.address;
    for (const [name, value] of Object.entries(place)) {
      query = query.replace(new RegExp(`(^|&)${name}=[^&]*`), `$1${name}=${value}`);
    }
    try {
      parent.history.replaceState(parent.history.state, "", `?${query}`);
    } catch { /* another origin: python writes it */ }
  }

  /* ---------- labels ---------- */

  const measured = new Map();
  function measure(text, font, spacing) {
    const key = `${font}|${spacing}|${text}`;
    if (!measured.has(key)) {
      canvas.font = font;
      measured.set(key, canvas.measureText(text).width + spacing * text.length);
    }
    return measured.get(key);
  }

  /* What is taken on screen: boxes of labels (never overlapped), cells of lines (costly). */
  function makeSheet() {
    const size = map.getSize();
    const cell = 4;
    const wide = Math.ceil(size.x / cell) + 1;
    const grid = new Uint8Array(wide * (Math.ceil(size.y / cell) + 1));
    const boxes = [];
    const sheet = {
      size,
      dots: [],
      wishes: [], // where a state's name would like to stand: better left free
      give: (count) => { boxes.length = count; },
      taken: () => boxes.length,
      unkind: (box) => sheet.wishes.filter((b) => box[2] > b[0] && box[0] < b[2] &&
        box[3] > b[1] && box[1] < b[3]).length * 4,
      take: (box) => boxes.push(box),
      free: ([x0, y0, x1, y1], margin = 2) =>
        x0 >= 3 && y0 >= 3 && x1 <= size.x - 3 && y1 <= size.y - 3 &&
        boxes.every((b) => x1 + margin < b[0] || x0 - margin > b[2] ||
          y1 + margin < b[1] || y0 - margin > b[3]),
      /* Dots that a reader could take for the label's own. */
      strangers: ([x0, y0, x1, y1], p) => sheet.dots.filter((d) => d.distanceTo(p) > 1 &&
        d.x > x0 - 7 && d.x < x1 + 7 && d.y > y0 - 5 && d.y < y1 + 5).length,
      mark(a, b) {
        const n = Math.ceil(Math.max(Math.abs(b.x - a.x), Math.abs(b.y - a.y)) / cell) || 1;
        if (n > 4000) return;
        for (let i = 0; i <= n; i += 1) {
          const x = a.x + ((b.x - a.x) * i) / n;
          const y = a.y + ((b.y - a.y) * i) / n;
          if (x >= 0 && y >= 0 && x < size.x && y < size.y) {
            grid[Math.floor(y / cell) * wide + Math.floor(x / cell)] = 1;
          }
        }
      },
      crossed([x0, y0, x1, y1]) {
        let sum = 0;
        for (let y = Math.floor(y0 / cell); y <= Math.floor(y1 / cell); y += 1) {
          for (let x = Math.floor(x0 / cell); x <= Math.floor(x1 / cell); x += 1) {
            if (x >= 0 && y >= 0) sum += grid[y * wide + x] || 0;
          }
        }
        return sum;
      },
    };
    const frame = map.getContainer().getBoundingClientRect();
    for (const control of map.getContainer().querySelectorAll(".leaflet-control")) {
      const b = control.getBoundingClientRect();
      if (b.width) {
        sheet.take([b.left - frame.left, b.top - frame.top, b.right - frame.left,
          b.bottom - frame.top]);
      }
    }
    return sheet;
  }

  let ink; // the SVG that carries dots and text
  function element(name, attributes, parent) {
    const node = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    parent.append(node);
    return node;
  }

  function write(text, cls, x, y, angle, anchor = "middle", data = {}) {
    const shift = map.containerPointToLayerPoint([x, y]);
    const turn = angle ? ` rotate(${angle.toFixed(1)})` : "";
    const node = element("text", {
      class: `mv-text ${cls}`, "text-anchor": anchor, dy: "0.34em",
      transform: `translate(${shift.x.toFixed(1)} ${shift.y.toFixed(1)})${turn}`,
    }, ink);
    node.textContent = text;
    Object.assign(node.dataset, data);
  }

  function dot(x, y, radius, cls) {
    const p = map.containerPointToLayerPoint([x, y]);
    element("circle", { class: cls, cx: p.x.toFixed(1), cy: p.y.toFixed(1), r: radius }, ink);
  }

  const SIDES = [ // dx, dy, anchor, cost
    [1, 0, "start", 0], [-1, 0, "end", 1], [0.8, -0.9, "start", 1.5], [0.8, 0.9, "start", 1.5],
    [-0.8, -0.9, "end", 2], [-0.8, 0.9, "end", 2], [0, -1.6, "middle", 2.5], [0, 1.6, "middle", 2.5],
  ];

  function beside(sheet, p, w, h, gap, crossing, take = true) {
    let best = null;
    for (const far of [0, 4, 8]) {
      for (const [dx, dy, anchor, cost] of SIDES) {
        const x = p.x + dx * gap + Math.sign(dx) * far * 0.7;
        const y = p.y + dy * gap + Math.sign(dy) * far;
        const left = anchor === "start" ? x : anchor === "end" ? x - w : x - w / 2;
        const box = [left, y - h / 2, left + w, y + h / 2];
        const plain = cost + far * 0.5;
        if ((best && plain >= best.total) || !sheet.free(box, 1)) continue;
        const total = plain + sheet.crossed(box) * crossing + sheet.strangers(box, p) * 5 +
          sheet.unkind(box);
        if (!best || total < best.total) best = { total, x, y, anchor, box };
      }
    }
    if (best && take) sheet.take(best.box);
    return best;
  }

  /* Set a name along its line: the straightest, freest stretch near the middle of what is seen. */
  function along(sheet, paths, w, h) {
    let best = null;
    const inside = (p) => p.x > 8 && p.y > 8 && p.x < sheet.size.x - 8 && p.y < sheet.size.y - 8;
    for (const { points, extra, weight } of paths) {
      const marks = [0];
      for (let i = 1; i < points.length; i += 1) {
        marks.push(marks[i - 1] + points[i].distanceTo(points[i - 1]));
      }
      const length = marks[marks.length - 1];
      if (length < w * 0.9 || length > 60000) continue;
      const spot = (s) => {
        let i = 1;
        while (i < marks.length - 1 && marks[i] < s) i += 1;
        const f = (s - marks[i - 1]) / (marks[i] - marks[i - 1] || 1);
        return L.point(points[i - 1].x + (points[i].x - points[i - 1].x) * f,
          points[i - 1].y + (points[i].y - points[i - 1].y) * f);
      };
      const seen = marks.filter((_, i) => inside(points[i]));
      const centre = seen.length ? (seen[0] + seen[seen.length - 1]) / 2 : length / 2;
      const step = Math.max(10, length / 120);
      for (let s = w / 2; s <= length - w / 2 + 0.01; s += step) {
        let [a, b] = [spot(s - w / 2), spot(s + w / 2)];
        if (!inside(a) || !inside(b)) continue;
        if (a.x > b.x) [a, b] = [b, a];
        const chord = a.distanceTo(b);
        const angle = Math.atan2(b.y - a.y, b.x - a.x);
        if (chord < w * 0.86 || Math.abs(angle) > 1.2) continue;
        const normal = L.point(Math.sin(angle), -Math.cos(angle)); // upwards on the screen
        let [up, down] = [0, 0];
        for (let k = 1; k < 8; k += 1) {
          const p = spot(s - w / 2 + (w * k) / 8);
          const off = (p.x - a.x) * normal.x + (p.y - a.y) * normal.y;
          up = Math.max(up, off);
          down = Math.max(down, -off);
        }
        for (const side of [1, -1]) {
          const plain = extra + (up + down) * 1.5 + Math.abs(angle) * 14 +
            Math.abs(s - centre) * 0.05 + (side < 0 ? 2 : 0);
          if (best && plain >= best.total) continue;
          const bulge = side > 0 ? up : down;
          const away = side * (weight / 2 + h / 2 + 2 + bulge);
          const x = (a.x + b.x) / 2 + normal.x * away;
          const y = (a.y + b.y) / 2 + normal.y * away;
          const boxes = [];
          const n = Math.max(1, Math.round(w / h));
          for (let k = 0; k < n; k += 1) {
            const f = ((k + 0.5) / n - 0.5) * w;
            const [cx, cy] = [x + Math.cos(angle) * f, y + Math.sin(angle) * f];
            boxes.push([cx - h / 2, cy - h / 2, cx + h / 2, cy + h / 2]);
          }
          if (!boxes.every((box) => sheet.free(box, 1))) continue;
          const crossed = boxes.reduce((sum, box) => sum + sheet.crossed(box), 0);
          const total = plain + crossed * 5 + sheet.unkind([x - w / 2, y - h, x + w / 2, y + h]);
          if (!best || total < best.total) best = { total, x, y, angle, boxes };
        }
      }
    }
    if (best) best.boxes.forEach(sheet.take);
    return best;
  }

  /* No stretch is long enough: stand level beside any point of the line, clear of it. */
  function near(sheet, paths, w, h) {
    let best = null;
    const inside = (p) => p.x > 0 && p.y > 0 && p.x < sheet.size.x && p.y < sheet.size.y;
    for (const { points, extra, weight } of paths) {
      const step = Math.max(1, Math.floor(points.length / 40));
      for (let i = 0; i < points.length; i += step) {
        const plain = extra / 4 + Math.abs(i / points.length - 0.5) * 24;
        if (!inside(points[i]) || (best && plain >= best.total)) continue;
        const found = beside(sheet, points[i], w, h, weight + 5, 3, false);
        if (!found) continue;
        const [x0, y0, x1, y1] = found.box;
        const total = found.total + plain + sheet.crossed([x0 - 7, y0 - 7, x1 + 7, y1 + 7]) * 0.25;
        if (!best || total < best.total) best = { ...found, total };
      }
    }
    if (!best || best.total > 16) return null; // a name far from its line misleads
    sheet.take(best.box);
    return best;
  }

  function nameCorridors(sheet, screen, which) {
    const font = `600 ${narrow() ? 11.5 : 12.5}px ${FONT}`;
    for (const id of which) {
      const name = corridorName(id);
      const w = measure(name, font, 0) + 4;
      const paths = lines.corridors[id].legs.filter((leg) => screen.has(leg)).map((leg) => ({
        points: screen.get(leg),
        extra: wanted(lines.legs[leg]).length > 1 ? 60 : 0,
        weight: widthOf(leg, lines.legs[leg]) + (lines.legs[leg].mode === "rail" ? 4 : 2),
      }));
      let found = along(sheet, paths, w, 14);
      if (!found) found = near(sheet, paths, w, 14);
      if (!found) continue;
      const cls = id === shown.focus ? "mv-corridor mv-focus" : "mv-corridor";
      const degrees = found.angle ? (found.angle * 180) / Math.PI : 0;
      write(name, cls, found.x, found.y, degrees, found.anchor, { corridor: id });
    }
  }

  const ENDS = new Set(["field", "terminal", "mooring", "port", "refinery", "border"]);

  function placesSeen(sheet, zoom) {
    const seen = [];
    for (const place of lines.places) {
      const on = place.corridors.filter((id) => shown.on.includes(id));
      const passed = place.legs.filter((id) => shown.legs.includes(id));
      if (!(on.length || passed.length) || !(place.rank === 1 || (place.rank === 2 && zoom >= 6))) continue;
      const p = map.latLngToContainerPoint(at([place.lon, place.lat]));
      if (p.x < 0 || p.y < 0 || p.x > sheet.size.x || p.y > sheet.size.y) continue;
      const name = shown.names[`place.${place.id}`] || place.name;
      const focus = on.includes(shown.focus) || passed.some((id) => shown.strong.includes(id));
      const weight = place.rank * 10 - (focus ? 2 : 0) - (ENDS.has(place.kind) ? 3 : 0);
      seen.push({ place, p, name, focus, weight });
    }
    return seen.sort((a, b) => a.weight - b.weight);
  }

  function putDot(sheet, p, minor = false) {
    const r = minor ? 2.4 : 3.4;
    if (sheet.dots.some((d) => d.distanceTo(p) < 4)) return; // two places, one spot at this zoom
    sheet.dots.push(p);
    sheet.take([p.x - r, p.y - r, p.x + r, p.y + r]);
    dot(p.x, p.y, r, minor ? "mv-dot mv-minor" : "mv-dot");
  }

  /* Greedy placing depends on the order: try a few and keep the one that costs least. */
  function namePlaces(sheet, places) {
    const start = sheet.taken();
    const dots = sheet.dots.length;
    let best = null;
    for (let round = 0; round < 8; round += 1) {
      const order = places.map((one, i) => ({ one, by: one.weight + ((i * 7 + 3) * round % 5) }))
        .sort((a, b) => a.by - b.by).map(({ one }) => one);
      const put = placeAll(sheet, order);
      sheet.give(start);
      sheet.dots.length = dots;
      if (!best || put.total < best.total) best = put;
    }
    for (const { one, found } of best ? best.labels : []) {
      sheet.take(found.box);
      if (!one.must) putDot(sheet, one.p);
      const cls = one.focus ? "mv-place mv-focus" : "mv-place";
      write(one.name, cls, found.x, found.y, 0, found.anchor, { place: one.place.id });
    }
  }

  function placeAll(sheet, places) {
    const labels = [];
    let total = 0;
    const named = new Map();
    for (const one of places) {
      const { p, name, focus, must } = one;
      const twin = named.get(name); // terminal and town of one name: once is enough
      if (twin && twin.distanceTo(p) < 40) continue;
      const font = `${focus ? 600 : 500} ${narrow() ? 11.5 : 12.5}px ${FONT}`;
      const room = must || sheet.free([p.x - 3, p.y - 3, p.x + 3, p.y + 3], 0);
      const found = room && beside(sheet, p, measure(name, font, 0) + 2, 13, 8, 0.6, false);
      if (!found || found.total > 16) { // better no name than one at the wrong dot
        total += 32 - one.weight;
        continue;
      }
      sheet.take(found.box);
      if (!must) sheet.dots.push(p);
      named.set(name, p);
      labels.push({ one, found });
      total += found.total;
    }
    return { labels, total };
  }

  function worldLabels(zoom) {
    const lang = t("lang");
    const heat = (l) => (shown.avoid.includes(l.id) || l.id === "KZ" ? -10 : 0) - l.size;
    return world.labels.filter((l) => zoom >= l.zoom[0] && zoom <= l.zoom[1])
      .sort((a, b) => (a.kind === "city") - (b.kind === "city") || heat(a) - heat(b))
      .map((label) => {
        const { kind, id } = label;
        const points = label.at.map((p) => map.latLngToContainerPoint(at(p)));
        const raw = shown.names[`${kind}.${id}`] || label.name[lang] || label.name.en;
        const name = kind === "state" ? raw.toLocaleUpperCase(lang) : raw;
        const size = kind === "city" ? 11
          : [10, 11, 12.5][label.size - 1] + (zoom >= 6 ? 1 : 0) - (narrow() ? 1 : 0);
        const spacing = { state: size * 0.17, sea: size * 0.08, city: 0 }[kind];
        const style = { state: "600", sea: "italic 400", city: "400" }[kind];
        const w = measure(name, `${style} ${size}px ${FONT}`, spacing) + 4;
        const boxes = points.map((p) => [p.x - w / 2, p.y - size * 0.6, p.x + w / 2, p.y + size * 0.6]);
        return { kind, id, name, size, spacing, w, points, boxes };
      });
  }

  function nameWorld(sheet, labels) {
    for (const { kind, id, name, size, spacing, w, points, boxes } of labels) {
      if (kind === "city") {
        const p = points[0];
        if (!sheet.free([p.x - 3, p.y - 3, p.x + 3, p.y + 3])) continue;
        const found = beside(sheet, p, w, 12, 5, 2);
        if (!found) continue;
        dot(p.x, p.y, 1.8, "mv-city-dot");
        write(name, "mv-city", found.x, found.y, 0, found.anchor);
        continue;
      }
      let best = null;
      boxes.forEach((box, i) => {
        if (!sheet.free(box, 3)) return;
        const total = sheet.crossed(box) * 3 + i;
        if (!best || total < best.total) best = { total, p: points[i], box };
      });
      if (!best || best.total > 32) continue;
      sheet.take(best.box);
      const avoided = kind === "state" && shown.avoid.includes(id) ? " mv-avoided" : "";
      write(name, `mv-${kind}${avoided}`, best.p.x + spacing / 2, best.p.y, 0);
      ink.lastChild.style.fontSize = `${size}px`;
      ink.lastChild.style.letterSpacing = `${spacing.toFixed(2)}px`;
    }
  }

  function strike(screen) {
    for (const id of shown.closed.filter((leg) => screen.has(leg))) {
      const points = screen.get(id);
      let since = 22;
      for (let i = 1; i < points.length; i += 1) {
        since += points[i].distanceTo(points[i - 1]);
        if (since < 44 && i < points.length - 1) continue;
        const x = (points[i].x + points[i - 1].x) / 2;
        const y = (points[i].y + points[i - 1].y) / 2;
        const p = map.containerPointToLayerPoint([x, y]);
        element("path", {
          class: "mv-cross", d: `M${p.x - 4} ${p.y - 4}l8 8m0 -8l-8 8`,
        }, ink);
        since = 0;
      }
    }
  }

  function drawLabels() {
    ink.replaceChildren();
    const sheet = makeSheet();
    const zoom = map.getZoom();
    const screen = new Map();
    for (const id of drawn.keys()) {
      const points = lines.legs[id].line.map((p) => map.latLngToContainerPoint(at(p)));
      screen.set(id, points);
      for (let i = 1; i < points.length; i += 1) sheet.mark(points[i - 1], points[i]);
    }
    strike(screen);
    const background = worldLabels(zoom);
    sheet.wishes = background.filter((l) => l.kind === "state").map((l) => l.boxes[0]);
    const seen = placesSeen(sheet, zoom);
    const first = seen.filter((s) => s.place.rank === 1);
    for (const one of first) {
      const { p } = one;
      // a place that only leads on is worth a dot only with its name: see below
      one.must = ENDS.has(one.place.kind);
      if (one.must) putDot(sheet, p);
    }
    nameCorridors(sheet, screen, shown.on.filter((id) => id === shown.focus));
    namePlaces(sheet, first);
    nameCorridors(sheet, screen, shown.on.filter((id) => id !== shown.focus));
    nameWorld(sheet, background);
    for (const one of seen.filter((s) => s.place.rank === 2)) {
      const { p } = one;
      if (!sheet.free([p.x - 3, p.y - 3, p.x + 3, p.y + 3], 0)) continue;
      const found = beside(sheet, p, measure(one.name, `400 11px ${FONT}`, 0) + 2, 12, 6, 1.5);
      if (!found) continue;
      putDot(sheet, p, true);
      write(one.name, "mv-place mv-minor", found.x, found.y, 0, found.anchor, { place: one.place.id });
    }
  }

  /* ---------- legend ---------- */

  let legend, legendKey = "";
  function swatch(leg, inside) {
    const svg = document.createElementNS(SVG, "svg");
    for (const [k, v] of [["width", 28], ["height", 12], ["aria-hidden", "true"]]) svg.setAttribute(k, v);
    for (const s of strokes("", { corridors: [], ...leg }, inside)) {
      element("path", {
        d: "M1 6H27", stroke: leg.ink && s.color !== "#fff" ? leg.ink : s.color, fill: "none",
        "stroke-width": s.weight, "stroke-dasharray": s.dashArray || "none",
        "stroke-linecap": s.lineCap,
      }, svg);
    }
    return svg;
  }

  function drawLegend() {
    const legs = [...drawn.keys()].map((id) => lines.legs[id]);
    const rows = [];
    const solid = { mode: "pipeline", status: "operating" };
    if (shown.avoid.length) rows.push([solid, true, t("inside")]);
    rows.push([solid, false, t(shown.avoid.length ? "outside" : "nobody")]);
    const grey = { ink: "#3d4750" };
    for (const mode of ["pipeline", "rail", "sea"]) {
      if (legs.some((l) => l.mode === mode)) rows.push([{ ...grey, mode, status: "operating" }, false, t(mode)]);
    }
    for (const status of ["idle", "proposed"]) {
      if (legs.some((l) => l.status === status)) rows.push([{ ...grey, mode: "pipeline", status }, false, t(status)]);
    }
    const key = JSON.stringify([rows, t("legend")]);
    if (key === legendKey) return;
    legendKey = key;
    legend.querySelector("summary").textContent = t("legend");
    const list = legend.querySelector("ul");
    list.replaceChildren(...rows.map(([leg, inside, text], i) => {
      const item = document.createElement("li");
      item.append(swatch(leg, inside), text);
      if (i === (shown.avoid.length ? 2 : 1)) item.className = "mv-gap";
      return item;
    }));
    if (shown.closed.length) {
      const item = document.createElement("li");
      item.textContent = `✕  ${t("closed")}`;
      list.append(item);
    }
  }

  function addLegend() {
    const control = L.control({ position: "bottomleft" });
    control.onAdd = () => {
      legend = document.createElement("details");
      legend.className = "mv-legend";
      legend.open = !narrow();
      legend.append(document.createElement("summary"), document.createElement("ul"));
      legend.addEventListener("toggle", () => lines && world && soon());
      L.DomEvent.disableClickPropagation(legend).disableScrollPropagation(legend);
      return legend;
    };
    control.addTo(map);
  }

  /* ---------- the frame around ---------- */

  /* The page's own font, so that the map does not look like a guest. */
  function borrowFont() {
    try {
      const rules = [];
      for (const sheet of parent.document.styleSheets) {
        let list = [];
        try { list = sheet.cssRules; } catch { continue; } // a foreign sheet may not be read
        const base = sheet.href || parent.document.baseURI;
        for (const rule of list) {
          if (rule.type !== 5 || !/Source Sans/.test(rule.cssText)) continue;
          rules.push(rule.cssText.replace(/url\("?([^")]+)"?\)/g,
            (_, url) => `url("${new URL(url, base)}")`));
        }
      }
      const style = document.createElement("style");
      style.textContent = [...new Set(rules)].join("\n");
      document.head.append(style);
      return Promise.all(["400", "500", "600", "italic 400"].map(
        (face) => document.fonts.load(`${face} 12px "Source Sans"`, "aя")));
    } catch {
      return Promise.resolve();
    }
  }

  /* The panel of switches beside the map tells what is on, in the frame of the click. */
  let panel = null; // ids that it shows, or null where there is no panel
  function watchSwitches() {
    let page;
    try { page = parent.document; } catch { return; }
    if (page === document) return;
    const rows = page.querySelectorAll(".mv-row input");
    if (rows.length) panel = [...rows].filter((r) => r.checked).map((r) => r.closest(".mv-row").dataset.corridor);
    const listen = (e) => {
      panel = [...e.detail];
      merge();
      render();
    };
    page.addEventListener("mv-routes", listen);
    addEventListener("pagehide", () => page.removeEventListener("mv-routes", listen));
  }

  function merge() {
    for (const [id, leg] of Object.entries(lines ? lines.legs : {})) {
      if (!("built" in leg)) leg.built = leg.status;
      leg.status = python.status[id] || leg.built; // as it stood in the year looked at
    }
    const on = new Set(panel && python.panel ? panel : python.on);
    shown = { ...python, on: lines ? Object.keys(lines.corridors).filter((id) => on.has(id)) : [...on] };
  }

  /* Leaflet without its sheet is a heap of tiles and blue links: nothing is seen before that. */
  function showOnceStyled(box, begun = performance.now()) {
    const styled = getComputedStyle(box).getPropertyValue("--mv-water")
      && getComputedStyle(map.getPane("mapPane")).position === "absolute";
    box.style.visibility = styled || performance.now() - begun > 8000 ? "" : "hidden";
    box.dataset.styled = styled ? "1" : "";
    if (box.style.visibility) requestAnimationFrame(() => showOnceStyled(box, begun));
  }

  /* On a phone the map leaves room for the page, less than half of the window; embedded in another
     page it takes what is left under the sentence, so that nothing of it is cut off. */
  function fitHeight() {
    const frame = window.Streamlit;
    const box = map.getContainer();
    const asked = parseFloat(box.style.height) || 560;
    const fitted = () => {
      let tall = 800;
      try {
        tall = parent.innerHeight;
        if (/[?&]embed=true/.test(parent.location.search)) {
          const top = frameElement.getBoundingClientRect().top + parent.scrollY;
          return Math.max(200, Math.round(tall - top - 94));
        }
      } catch { /* another origin: keep the guess */ }
      return innerWidth < 640 ? Math.min(asked, Math.max(300, Math.round(tall * 0.48))) : asked;
    };
    const apply = () => {
      box.style.height = `${fitted()}px`;
      // it moves the map while it does so, and no reader did
      const was = ours;
      ours = true;
      map.invalidateSize({ animate: false });
      ours = was;
    };
    if (frame) {
      const set = frame.setFrameHeight;
      frame.setFrameHeight = (height) => set(height === asked ? fitted() : height);
      const fit = () => { apply(); frame.setFrameHeight(asked); };
      addEventListener("resize", fit);
      try {
        const lead = /[?&]embed=true/.test(parent.location.search)
          && parent.document.querySelector(".st-key-lead");
        if (lead) {
          parent.addEventListener("resize", fit);
          new ResizeObserver(fit).observe(lead);
          fit();
        }
      } catch { /* another origin: keep the guess */ }
    }
    apply();
  }

  /* ---------- drawing as a whole ---------- */

  function render() {
    if (!lines || !world || !map) return;
    map.getContainer().setAttribute("aria-label", t("map"));
    const key = JSON.stringify(shown);
    if (key === rendered) return;
    rendered = key;
    hush();
    tint();
    drawLegs();
    drawLegend();
    soon();
  }

  /* Lines change at once; names follow within the next frame, once however much changed. */
  let rendered = "", waiting = 0;
  function soon() {
    if (!waiting) waiting = requestAnimationFrame(() => { waiting = 0; drawLabels(); });
  }

  function init(leaflet, given) {
    map = leaflet;
    showOnceStyled(map.getContainer());
    // without a tile layer the map itself must hold the bounds of its zoom
    map.setMinZoom(given.zoom[0]).setMaxZoom(given.zoom[1]);
    try { frameElement.title = t("map"); } catch { /* another origin names it itself */ }
    const box = map.getContainer();
    box.setAttribute("role", "region");
    box.classList.add("mv-map");
    if (calm) Object.assign(map.options, { zoomAnimation: false, inertia: false, fadeAnimation: false });
    if (calm) map._zoomAnimated = false;
    map.attributionControl.setPrefix(false).addAttribution("Natural Earth; Leaflet");
    L.control.scale({ imperial: false, position: "bottomright", maxWidth: 110 }).addTo(map);
    for (const [name, z] of [["mv-halo", 380], ["mv-casing", 390], ["mv-line", 400],
      ["mv-hit", 450], ["mv-ink", 470]]) {
      map.createPane(name).style.zIndex = z;
    }
    map.getPane("mv-ink").classList.add("leaflet-zoom-hide");
    ink = element("svg", { class: "mv-ink", width: 1, height: 1 }, map.getPane("mv-ink"));
    canvas = document.createElement("canvas").getContext("2d");
    tip = document.createElement("div");
    tip.className = "mv-tip";
    tip.setAttribute("role", "tooltip");
    tip.hidden = true;
    box.append(tip);
    fitHeight();
    keepQuiet();
    addLegend();
    watchSwitches();
    map.on("zoomend", () => lines && world && drawLegs());
    map.on("moveend resize", () => lines && world && soon());
    map.on("movestart", hush);
    api.ready = Promise.all(fetched).then(([l, w]) => {
      [lines, world] = [l, w];
      if (lines.data_version !== given.version) say(box, t("rebuilt"));
      drawWorld();
      merge();
      render();
      borrowFont().then(() => { measured.clear(); soon(); });
    }).catch((error) => {
      say(box, `${t("failed")} (${error.message})`);
    });
  }

  /* Show exactly this. Call it as often as you like, before the data is there, too. */
  function show(state) {
    api.heard = true;
    // picked while another server took over: that one is asked again
    const again = unanswered && python.session && state.session !== python.session && unanswered;
    unanswered = null;
    if (again) setTimeout(() => select(again));
    python = {
      on: [...(state.on || [])], avoid: [...(state.avoid || [])], focus: state.focus || null,
      names: state.names || {}, width: state.width || {}, closed: state.closed || [],
      legs: state.legs || [], strong: state.strong || [], status: state.status || {},
      session: state.session || "", address: state.address || "", at: state.at || "", panel: Boolean(state.panel),
    };
    merge();
    render();
  }

  const api = {
    init, show, ready: null, heard: false, state: () => structuredClone(shown), get map() { return map; },
  };
  window.multivector = api;
})();
