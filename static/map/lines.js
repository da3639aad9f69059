/* The lines: which are drawn, how colour and pattern tell their verdict and their kind, and the legend
   that says so. */
/* global L */

import { narrow } from "./bridge.js";
import { markRows, markSign } from "./marks.js";
import { flip } from "./world.js";

/* Width in pixels at zoom 4, by mode; each zoom step adds a little, up to zoom 8. */
const WIDTH = { pipeline: 3, sea: 2.6, rail: 1.8 };
const WIDTH_PER_ZOOM = 0.25;
const ZOOM_THIN = 4;
const ZOOM_STEPS = 4;
const FOREMOST = 1.45; // how much wider what is foremost is
const THINNEST_PX = 0.8; // a flow of next to nothing is still a line

/* How much wider what lies under a stroke is: a white casing, and a halo round what is foremost. */
const CASING_PX = 3;
const CLOSED_CASING_PX = 1;
const RAIL_CASING_PX = 4; // sleepers stand out on both sides
const CLEAR_PX = 2; // what names keep clear of: a casing's outer pixel may be under a letter
const HALO_PX = 9;
const HALO_OPACITY = 0.15;

/* Dashes and gaps in pixels. */
const CLOSED_DASH = "2 4";
const PROPOSED_DASH = "11 7";
const SLEEPERS_DASH = "1.4 6.6";
const SLEEPERS_PX = 4.6;
const DOT_GAP = 2.1; // widths from dot to dot of a sea lane
const IDLE_RIM_PX = 1.4; // an idle line is hollow: two thin rims
const IDLE_HOLLOW_PX = 0.8;

/* How far from a line a pointer still hits it: a finger is blunter than a mouse. */
const HIT_PX = 18;
const HIT_COARSE_PX = 28;

/** Return a text: of this view, else of the map, else the key itself. */
export const text = ({ shown, given }, key) => shown.names[key] || given.texts[key] || key;

/** Return whether a piece of a line, [state, kind, first, last, km], is on ground to avoid. */
export const isInside = ({ shown, given }, [state, kind]) =>
  shown.avoid.includes(state) && given.ground.includes(kind);

/** Join neighbouring pieces on the same side, so that dashes do not stumble. */
export function runsOf(state, leg) {
  const runs = [];
  for (const piece of leg.pieces) {
    const inside = isInside(state, piece);
    const last = runs.at(-1);
    if (last && last.inside === inside) last.end = piece[3];
    else runs.push({ inside, start: last ? last.end : piece[2], end: piece[3] });
  }
  return runs.map(({ inside, start, end }) => ({
    inside,
    start,
    end,
    line: leg.line.slice(start, end + 1).map(flip),
  }));
}

/** Sum the kilometres of a leg on ground to avoid. */
export const insideKm = (state, leg) =>
  leg.pieces.filter((piece) => isInside(state, piece)).reduce((sum, piece) => sum + piece[4], 0);

/** List the corridors that a leg is drawn for. */
export const wanted = ({ shown }, leg) => leg.corridors.filter((id) => shown.on.includes(id));

const foremost = ({ shown }, id, leg) =>
  shown.strong.includes(id) || leg.corridors.includes(shown.focus);

/** Return how a leg stood at the time looked at. */
export const statusOf = ({ shown }, id, leg) => shown.status[id] || leg.status;

/** Return a line's width in pixels at the map's zoom. */
export function widthOf(state, id, leg) {
  const given = state.shown.width[id];
  if (given !== undefined) return Math.max(THINNEST_PX, given);
  const steps = Math.max(0, Math.min(state.map.getZoom() - ZOOM_THIN, ZOOM_STEPS));
  const width = (WIDTH[leg.mode] ?? WIDTH.rail) + steps * WIDTH_PER_ZOOM;
  return width * (foremost(state, id, leg) ? FOREMOST : 1);
}

/** Return the width of a line that a name keeps clear of. */
export const clearWidthOf = (state, id, leg) =>
  widthOf(state, id, leg) + (leg.mode === "rail" ? RAIL_CASING_PX : CLEAR_PX);

/** List the strokes of one run, bottom up. Colour tells the verdict, pattern the kind. */
export function strokes(state, id, leg, inside) {
  const { theme } = state.given;
  const weight = widthOf(state, id, leg);
  const color = inside ? theme.inside : theme.outside;
  const status = statusOf(state, id, leg);
  if (state.shown.closed.includes(id)) {
    return [{ color: theme.closed, weight, dashArray: CLOSED_DASH, lineCap: "butt" }];
  }
  if (status === "proposed") {
    return [{ color, weight, dashArray: PROPOSED_DASH, lineCap: "butt" }];
  }
  if (status === "idle") {
    return [
      { color, weight: weight + IDLE_RIM_PX, lineCap: "butt" },
      { color: theme.white, weight: weight - IDLE_HOLLOW_PX, lineCap: "butt" },
    ];
  }
  if (leg.mode === "sea") {
    const gap = (weight * DOT_GAP).toFixed(1);
    return [{ color, weight, dashArray: `0.1 ${gap}`, lineCap: "round" }];
  }
  if (leg.mode === "rail") {
    return [
      { color, weight, lineCap: "butt" },
      { color, weight: weight + SLEEPERS_PX, dashArray: SLEEPERS_DASH, lineCap: "butt" },
    ];
  }
  return [{ color, weight, lineCap: "round" }];
}

/** Write a number of kilometres as the reader's language does; under ten with a decimal. */
export const kilometres = (state, km) =>
  new Intl.NumberFormat(text(state, "lang"), { maximumFractionDigits: km < 10 ? 1 : 0 }).format(km);

/** Return a corridor's name in the reader's language. */
export function corridorName(state, id) {
  const key = `corridor.${id}`;
  const name = text(state, key);
  return name === key ? state.lines.corridors[id].name : name;
}

/** List what there is to say of a leg: name, kind, length, and length on ground to avoid. */
export function describe(state, id) {
  const leg = state.lines.legs[id];
  const name = state.shown.names[`leg.${id}`] || leg.name;
  const status = state.shown.closed.includes(id) ? "closed" : statusOf(state, id, leg);
  const km = (value) => `${kilometres(state, value)} ${text(state, "km")}`;
  const parts = [name, `${text(state, leg.mode)}, ${text(state, status)}`, km(leg.km)];
  if (state.shown.avoid.length) {
    parts.push(`${km(insideKm(state, leg))} ${text(state, "inside")}`);
  }
  return parts;
}

const line = (points, pane, options) =>
  L.polyline(points, { pane, interactive: false, noClip: true, lineJoin: "round", ...options });

function makeLeg(state, id, listen) {
  const leg = state.lines.legs[id];
  const whole = leg.line.map(flip);
  const layers = [
    { part: "halo", layer: line(whole, "mv-halo", { className: "mv-halo" }) },
    { part: "casing", layer: line(whole, "mv-casing", { className: "mv-casing" }) },
  ];
  for (const { inside, line: points } of runsOf(state, leg)) {
    strokes(state, id, leg, inside).forEach((_, i) => {
      const layer = line(points, "mv-line", { className: i ? "mv-detail" : "mv-leg" });
      layer.on("add", () => {
        const path = layer.getElement();
        path.dataset.leg = id;
        path.dataset.corridors = leg.corridors.join(" ");
        path.dataset.inside = inside ? "1" : "0";
      });
      layers.push({ part: "stroke", layer, i, inside });
    });
  }
  const hit = line(whole, "mv-hit", {
    className: "mv-hit",
    interactive: true,
    opacity: 0,
    lineCap: "round",
    weight: matchMedia("(pointer: coarse)").matches ? HIT_COARSE_PX : HIT_PX,
  });
  listen(id, hit);
  layers.push({ part: "hit", layer: hit });
  return { layers, hit };
}

/* Only what differs is set: a browser paints anew whatever it is told, changed or not. */
function restyle(layer, style) {
  const key = JSON.stringify(style);
  if (layer.styled === key) return;
  layer.styled = key;
  layer.setStyle(style);
}

/* Make what is new, remove what is gone, and return the legs to be seen. */
function visibleLegs(state, listen) {
  const { shown, drawn, map } = state;
  const avoid = `${shown.avoid.join(" ")}|${state.lines === state.base}`;
  const visible = [];
  for (const [id, leg] of Object.entries(state.lines.legs)) {
    const on = wanted(state, leg).length > 0 || shown.legs.includes(id);
    const key = `${avoid}|${shown.closed.includes(id)}|${statusOf(state, id, leg)}`;
    const made = drawn.get(id);
    if (made && (!on || made.key !== key)) {
      for (const { layer } of made.layers) layer.remove();
      drawn.delete(id);
    }
    if (!on) continue;
    if (!drawn.has(id)) {
      const fresh = { key, ...makeLeg(state, id, listen) };
      drawn.set(id, fresh);
      for (const { layer } of fresh.layers) layer.addTo(map);
    }
    visible.push(id);
  }
  return visible;
}

/* Give the layers of a leg the look that they have now. */
function restyleLeg(state, id) {
  const leg = state.lines.legs[id];
  const weight = widthOf(state, id, leg);
  const open = leg.mode === "rail" ? RAIL_CASING_PX : CASING_PX;
  const casing = weight + (state.shown.closed.includes(id) ? CLOSED_CASING_PX : open);
  const opacity = foremost(state, id, leg) ? HALO_OPACITY : 0;
  for (const { part, layer, i, inside } of state.drawn.get(id).layers) {
    if (part === "halo") restyle(layer, { weight: weight + HALO_PX, opacity });
    if (part === "casing") restyle(layer, { weight: casing });
    if (part === "stroke") restyle(layer, strokes(state, id, leg, inside)[i]);
  }
}

/** Draw the legs shown, foremost ones on top; `listen(id, hit)` hears the pointer on each. */
export function drawLegs(state, listen) {
  const { shown, drawn, lines } = state;
  const first = (id) => foremost(state, id, lines.legs[id]);
  const visible = visibleLegs(state, listen).sort((a, b) => first(a) - first(b));
  const order = `${shown.focus}|${visible}`;
  const raise = order !== state.raised;
  state.raised = order;
  let stop = null; // where the Tab key lands
  for (const id of visible) {
    restyleLeg(state, id);
    if (first(id) && raise) for (const { layer } of drawn.get(id).layers) layer.bringToFront();
    const path = drawn.get(id).hit.getElement();
    path.setAttribute("aria-label", describe(state, id).join(", "));
    path.setAttribute("tabindex", "-1");
    if (!stop || first(id)) stop = path;
  }
  if (stop) stop.setAttribute("tabindex", "0");
}

/* ---------- the legend ---------- */

const SVG = "http://www.w3.org/2000/svg";
const SOLID = { mode: "pipeline", status: "operating" };
const MODES = ["pipeline", "rail", "sea"];
const STATUSES = ["idle", "proposed"];

/** Append an SVG element to its parent and return it. */
export function draw(parent, name, attributes) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  parent.append(node);
  return node;
}

/** Return whether a leg is drawn in the colour of a side: what is closed has no side's colour. */
const hasSide = (state, leg, inside) => leg.pieces.some((p) => isInside(state, p) === inside);

/** List the rows: text, and the line drawn before it; exactly what is drawn, and nothing else. */
export function legendRows(state) {
  const { shown, drawn, lines } = state;
  const legs = [...drawn.keys()].map((id) => [id, lines.legs[id]]);
  const open = legs.filter(([id]) => !shown.closed.includes(id));
  const avoiding = shown.avoid.length > 0;
  const rows = [];
  for (const inside of avoiding ? [true, false] : [false]) {
    if (!open.some(([, leg]) => hasSide(state, leg, inside))) continue;
    const side = inside ? "inside" : "outside";
    rows.push({ leg: SOLID, inside, text: text(state, avoiding ? side : "nobody") });
  }
  for (const mode of MODES) {
    if (!open.some(([, leg]) => leg.mode === mode)) continue;
    rows.push({ leg: { mode, status: "operating" }, grey: true, text: text(state, mode) });
  }
  for (const status of STATUSES) {
    if (!open.some(([id, leg]) => statusOf(state, id, leg) === status)) continue;
    rows.push({ leg: { mode: "pipeline", status }, grey: true, text: text(state, status) });
  }
  if (open.length < legs.length) {
    rows.push({ leg: SOLID, closed: true, text: text(state, "closed") });
  }
  return rows;
}

function swatch(state, { leg, inside = false, grey = false, closed = false }) {
  const { theme } = state.given;
  const id = closed ? state.shown.closed[0] : "";
  const svg = document.createElementNS(SVG, "svg");
  for (const [key, value] of Object.entries({ width: 28, height: 12, "aria-hidden": "true" })) {
    svg.setAttribute(key, value);
  }
  for (const stroke of strokes(state, id, { corridors: [], ...leg }, inside)) {
    draw(svg, "path", {
      d: "M1 6H27",
      stroke: grey && stroke.color !== theme.white ? theme.legend : stroke.color,
      fill: "none",
      "stroke-width": stroke.weight,
      "stroke-dasharray": stroke.dashArray || "none",
      "stroke-linecap": stroke.lineCap,
    });
  }
  return svg;
}

/** List the signs of a set of borders: none for the UN's, whose lines are as on any map. */
export const borderRows = (state) =>
  state.shown.borders
    ? [
        { sign: "area", text: text(state, "area") },
        { sign: "control", text: text(state, "control") },
      ]
    : [];

function sign({ sign: kind }) {
  const box = document.createElement("i");
  box.className = `mv-sign mv-sign-${kind}`;
  return box;
}

/* Say by which borders the map is drawn, with a button for the others where the map is of a view. */
function bordersItem(state, switched) {
  const now = state.shown.borders || "un";
  const other = now === "un" ? "de_facto" : "un";
  const item = document.createElement("li");
  item.className = "mv-borders";
  item.dataset.borders = now;
  item.append(text(state, `borders-${now}`));
  if (state.shown.address) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = text(state, `to-${other}`);
    button.addEventListener("click", () => switched(other));
    item.append(" ", button);
  }
  return item;
}

/** Draw the legend, if it says anything else than before; `switched(borders)` hears its button. */
export function drawLegend(state, switched) {
  const rows = [...legendRows(state), ...markRows(state), ...borderRows(state)];
  const borders = [state.shown.borders, Boolean(state.shown.address)];
  const key = JSON.stringify([rows, borders, text(state, "legend")]);
  if (key === state.legendKey) return;
  state.legendKey = key;
  state.legend.querySelector("summary").textContent = text(state, "legend");
  const items = rows.map((row) => {
    const item = document.createElement("li");
    if (row.leg) item.append(swatch(state, row));
    if (row.mark) item.append(markSign(row.mark));
    if (row.sign) item.append(sign(row));
    item.append(row.text);
    return item;
  });
  items.push(bordersItem(state, switched));
  state.legend.querySelector("ul").replaceChildren(...items);
}

/** Add the legend to the map; `moved` is called when it takes more room or less. */
export function addLegend(state, moved) {
  const control = L.control({ position: "bottomleft" });
  control.onAdd = () => {
    const legend = document.createElement("details");
    legend.className = "mv-legend";
    legend.open = !narrow(state);
    legend.append(document.createElement("summary"), document.createElement("ul"));
    legend.addEventListener("toggle", moved);
    L.DomEvent.disableClickPropagation(legend).disableScrollPropagation(legend);
    state.legend = legend;
    return legend;
  };
  control.addTo(state.map);
}
