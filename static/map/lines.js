/* The lines: which are drawn, how colour and pattern tell their verdict and their kind, and the legend
   that says so. */
/* global L */

import { lineAt } from "./bridge.js";
import {
  bandOf,
  foremost,
  laidOut,
  movedBy,
  onLayer,
  pxOf,
  UNKNOWN_BAND_PX,
  UNKNOWN_PX,
  widthOf,
} from "./bundles.js";
import { markRows, markSign } from "./marks.js";
import { flip } from "./world.js";

/* How much wider what lies under a stroke is: a white casing, and a halo round what is foremost. */
const CASING_PX = 3;
const CLOSED_CASING_PX = 1;
const RAIL_CASING_PX = 4; // sleepers stand out on both sides
const CLEAR_PX = 2; // what names keep clear of: a casing's outer pixel may be under a letter
const HALO_PX = 9;
const HALO_OPACITY = 0.15;

/* Dashes and gaps in pixels. */
const CLOSED_DASH = "2 4";
const CLOSED_OPACITY = 0.6; // what still flows is the stronger mark
const PROPOSED_DASH = "11 7";
const SLEEPERS_DASH = "1.4 6.6";
const SLEEPERS_PX = 4.6;
const DOT_GAP = 2.1; // widths from dot to dot of a sea lane
const LEAST_DOT_PX = 1.8;
const DOTTED_PX = 5; // a wider lane is barred: its dots would be as large as towns
const BARS_DASH = "1.4 2.6";
const BAND_OPACITY = 0.3; // of what may have moved, under what is drawn
const UNCERTAIN = 1.1; // a range this much wider than what is drawn is worth a band
const IDLE_RIM_PX = 1.4; // an idle line is hollow: two thin rims
const IDLE_HOLLOW_PX = 0.8;

/* How far from a line a pointer still hits it: a finger is blunter than a mouse. */
const HIT_PX = 18;
const HIT_COARSE_PX = 28;
const HIT_OVER_PX = 6; // and over the edge of a wide one
const coarse = () => matchMedia("(pointer: coarse)").matches;

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

/** Return how a leg stood at the time looked at; where the slider is ahead of Python, as years.json
 *  has it. */
export function statusOf({ shown, view, years }, id, leg) {
  if (!view || shown.year === view.year) return shown.status[id] || leg.status;
  return years?.years[shown.year]?.status[id] || leg.status;
}

/* Whether a pale band lies under a line: a range as wide as that, or nothing known. Of what is shut
   there is none. */
function hasBand(state, id) {
  if (state.shown.closed.includes(id)) return false;
  const moved = movedBy(state, id);
  return moved === null || Boolean(moved && moved[2] > UNCERTAIN * moved[1] + 1);
}

/** Return the width of a line that a name keeps clear of. */
export const clearWidthOf = (state, id, leg) =>
  widthOf(state, id, leg) + (leg.mode === "rail" ? RAIL_CASING_PX : CLEAR_PX);

/** List the strokes of one run, bottom up. Colour tells the verdict, pattern the kind, width how much:
 *  a pale band how much it may be. */
export function strokes(state, id, leg, inside) {
  const { theme } = state.given;
  const weight = widthOf(state, id, leg);
  const color = inside ? theme.inside : theme.outside;
  const status = statusOf(state, id, leg);
  if (state.shown.closed.includes(id)) {
    const style = { dashArray: CLOSED_DASH, lineCap: "butt", opacity: CLOSED_OPACITY };
    return [{ color: theme.closed, weight, ...style }];
  }
  if (!hasBand(state, id)) return patterned(state, { color, weight, status, mode: leg.mode });
  const band = { color, weight: bandOf(state, id), opacity: BAND_OPACITY, lineCap: "butt" };
  return [{ ...band, band: true }, ...patterned(state, { color, weight, status, mode: leg.mode })];
}

function patterned(state, { color, weight, status, mode }) {
  if (status === "proposed") {
    return [{ color, weight, dashArray: PROPOSED_DASH, lineCap: "butt" }];
  }
  if (status === "idle") {
    return [
      { color, weight: weight + IDLE_RIM_PX, lineCap: "butt" },
      {
        color: state.given.theme.white,
        weight: Math.max(weight - IDLE_HOLLOW_PX, 0.9),
        lineCap: "butt",
      },
    ];
  }
  if (mode === "sea") {
    if (weight > DOTTED_PX) return [{ color, weight, dashArray: BARS_DASH, lineCap: "butt" }];
    const dot = Math.max(LEAST_DOT_PX, weight);
    const gap = (dot * DOT_GAP).toFixed(1);
    return [{ color, weight: dot, dashArray: `0.1 ${gap}`, lineCap: "round" }];
  }
  if (mode === "rail") {
    return [
      { color, weight, lineCap: "butt" },
      { color, weight: weight + SLEEPERS_PX, dashArray: SLEEPERS_DASH, lineCap: "butt" },
    ];
  }
  return [{ color, weight, lineCap: "round" }];
}

const DECIMALS_OF_MT = 2;
const digits = (state, number, most) =>
  new Intl.NumberFormat(text(state, "lang"), { maximumFractionDigits: most }).format(number);

/** Write an amount in Mt without its unit: under ten with a second decimal. */
export const megatonnes = (state, mt) => digits(state, mt, mt < 10 ? DECIMALS_OF_MT : 1);

const ROUNDING_MT = 1e-9; // what sums of decimals are off by

/**
 * Write what moved, [low, drawn, high] in Mt, without its unit, as the list beside the map does: one
 * number where the ends are no further apart than its last digit, for a figure published as 52.2
 * bounds what moved from 52.15 to 52.25.
 */
export function spanOf(state, [low, drawn, high]) {
  const most = high < 1 ? DECIMALS_OF_MT : 1;
  const lang = text(state, "lang");
  const format = new Intl.NumberFormat(lang, {
    minimumFractionDigits: most,
    maximumFractionDigits: most,
  });
  const one = high - low <= 10 ** -most + ROUNDING_MT;
  const ends = { low: low ? format.format(low) : "0", high: format.format(high) };
  return { ...ends, one, drawn: high ? format.format(drawn) : "0" };
}

/** Fill in the places of a text, {name}. */
export const fill = (words, values) =>
  words.replaceAll(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));

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

function makeLeg(state, id, listen) {
  const leg = state.lines.legs[id];
  const line = (pane, options, start = 0, end = leg.line.length - 1) =>
    lineAt(leg.line.slice(start, end + 1).map(flip), () => onLayer(state, id, start, end), {
      pane,
      interactive: false,
      lineJoin: "round",
      ...options,
    });
  const layers = [
    { part: "halo", layer: line("mv-halo", { className: "mv-halo" }) },
    { part: "casing", layer: line("mv-casing", { className: "mv-casing" }) },
  ];
  for (const { inside, start, end } of runsOf(state, leg)) {
    const list = strokes(state, id, leg, inside);
    const first = list.findIndex(({ band }) => !band);
    list.forEach(({ band }, i) => {
      const className = band ? "mv-band" : i > first ? "mv-detail" : "mv-leg";
      const layer = line("mv-line", { className }, start, end);
      layer.on("add", () => {
        const path = layer.getElement();
        path.dataset.leg = id;
        path.dataset.corridors = leg.corridors.join(" ");
        path.dataset.inside = inside ? "1" : "0";
      });
      layers.push({ part: "stroke", layer, i, inside });
    });
  }
  const hit = line("mv-hit", {
    className: "mv-hit",
    interactive: true,
    opacity: 0,
    lineCap: "round",
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

/* Make what is new, remove what is gone; `state.visible` are the legs to be seen. */
function makeVisible(state, listen) {
  const { shown, drawn, map, visible } = state;
  const avoid = `${shown.avoid.join(" ")}|${state.lines === state.base}`;
  const seen = new Set(visible);
  const keyOf = (id) => {
    const band = hasBand(state, id);
    const status = statusOf(state, id, state.lines.legs[id]);
    return `${avoid}|${shown.closed.includes(id)}|${status}|${band}`;
  };
  for (const [id, made] of drawn) {
    if (seen.has(id) && made.key === keyOf(id)) continue;
    for (const { layer } of made.layers) layer.remove();
    drawn.delete(id);
  }
  for (const id of visible) {
    if (drawn.has(id)) continue;
    const laid = laidOut(state).get(id);
    const fresh = { key: keyOf(id), laid, zoom: map.getZoom(), ...makeLeg(state, id, listen) };
    drawn.set(id, fresh);
    for (const { layer } of fresh.layers) layer.addTo(map);
  }
}

const ASIDE_PX = 0.05; // a line that moved by less stands still

const liesAt = (a, b) =>
  a === b ||
  (a.u.length === b.u.length &&
    a.x.every((x, i) => Math.abs(x - b.x[i]) < ASIDE_PX && Math.abs(a.y[i] - b.y[i]) < ASIDE_PX));

/* Draw a leg anew where another one beside it has moved it; at another zoom Leaflet does so itself. */
function replace(state, id) {
  const made = state.drawn.get(id);
  const laid = laidOut(state).get(id);
  const zoom = state.map.getZoom();
  if (made.zoom === zoom && !liesAt(made.laid, laid)) {
    for (const { layer } of made.layers) layer.redraw();
  }
  Object.assign(made, { laid, zoom });
}

/* Give the layers of a leg the look that they have now. */
function restyleLeg(state, id) {
  const leg = state.lines.legs[id];
  const weight = widthOf(state, id, leg);
  const open = leg.mode === "rail" ? RAIL_CASING_PX : CASING_PX;
  const closed = state.shown.closed.includes(id);
  const casing = weight + (closed ? CLOSED_CASING_PX : open);
  const opacity = foremost(state, id, leg) ? HALO_OPACITY : 0;
  const hit = Math.max(coarse() ? HIT_COARSE_PX : HIT_PX, weight + HIT_OVER_PX);
  for (const { part, layer, i, inside } of state.drawn.get(id).layers) {
    if (part === "halo") restyle(layer, { weight: weight + HALO_PX, opacity });
    if (part === "casing") restyle(layer, { weight: casing });
    if (part === "stroke") restyle(layer, strokes(state, id, leg, inside)[i]);
    if (part === "hit") restyle(layer, { weight: hit });
  }
}

/** Light the legs of a corridor, so that the others step back; "" for none. */
export function light(state, corridor) {
  state.lit = corridor;
  const { drawn, lines, map } = state;
  const lit = (id) => Boolean(corridor) && lines.legs[id].corridors.includes(corridor);
  const any = [...drawn.keys()].some(lit);
  map.getContainer().classList.toggle("mv-lighting", any);
  for (const [id, { layers }] of drawn) {
    for (const { layer } of layers) layer.getElement()?.classList.toggle("mv-lit", lit(id));
  }
}

/** Mark the leg that the keyboard is on, with a dark line on both sides; or take the mark away. */
export function markFocused(state, id, on) {
  for (const { part, layer } of state.drawn.get(id)?.layers ?? []) {
    if (part !== "halo") continue;
    layer.getElement()?.classList.toggle("mv-focused", on);
    if (on) layer.bringToFront();
  }
}

const legInFocus = () => document.activeElement?.dataset?.leg;

/* What is put in anew or raised has lost the keyboard's focus. */
function focusAgain({ drawn }, focused) {
  if (!focused || legInFocus() === focused) return;
  drawn.get(focused)?.hit.getElement().focus({ preventScroll: true });
}

/** Draw the legs shown, foremost ones on top; `listen(id, hit)` hears the pointer on each. */
export function drawLegs(state, listen) {
  const { shown, drawn, lines } = state;
  const first = (id) => foremost(state, id, lines.legs[id]);
  state.visible = Object.keys(lines.legs).filter(
    (id) => wanted(state, lines.legs[id]).length > 0 || shown.legs.includes(id),
  );
  state.laid = null;
  const focused = legInFocus();
  makeVisible(state, listen);
  const visible = [...state.visible].sort((a, b) => first(a) - first(b));
  const order = `${shown.focus}|${visible}`;
  const raise = order !== state.raised;
  state.raised = order;
  let stop = null; // where the Tab key lands
  for (const id of visible) {
    replace(state, id);
    restyleLeg(state, id);
    if (first(id) && raise) for (const { layer } of drawn.get(id).layers) layer.bringToFront();
    const path = drawn.get(id).hit.getElement();
    path.setAttribute("aria-label", describe(state, id).join(", "));
    path.setAttribute("tabindex", "-1");
    if (!stop || first(id)) stop = path;
  }
  if (stop) stop.setAttribute("tabindex", "0");
  light(state, state.lit);
  focusAgain(state, focused);
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

/* Rows under their heading; without rows there is none. */
function grouped(state, group, rows) {
  const words = fill(text(state, `legend-${group}`), { year: state.shown.year });
  return rows.length ? [{ group, text: words }, ...rows] : [];
}

function whereRows(state, open) {
  const avoiding = state.shown.avoid.length > 0;
  const rows = [];
  for (const inside of avoiding ? [true, false] : [false]) {
    if (!open.some(([, leg]) => hasSide(state, leg, inside))) continue;
    const side = inside ? "inside" : "outside";
    rows.push({ leg: SOLID, inside, text: text(state, avoiding ? side : "nobody") });
  }
  return rows;
}

function whatRows(state, open) {
  const rows = [];
  for (const mode of MODES) {
    if (!open.some(([, leg]) => leg.mode === mode)) continue;
    rows.push({ leg: { mode, status: "operating" }, grey: true, text: text(state, mode) });
  }
  for (const status of STATUSES) {
    if (!open.some(([id, leg]) => statusOf(state, id, leg) === status)) continue;
    rows.push({ leg: { mode: "pipeline", status }, grey: true, text: text(state, status) });
  }
  if (state.shown.closed.length) {
    rows.push({ leg: SOLID, closed: true, text: text(state, "closed") });
  }
  return rows;
}

/* Amounts in Mt whose widths the legend shows. */
const SCALE_MT = [1, 10, 50];

/* How much a width means: only where one of the lines shows an amount. */
function widthRows(state, open) {
  const amounts = open.map(([id]) => [id, movedBy(state, id)]);
  if (amounts.every(([, moved]) => moved === undefined)) return [];
  const mt = text(state, "mt");
  const rows = SCALE_MT.map((amount) => ({
    grey: true,
    px: pxOf(state, amount),
    text: `${megatonnes(state, amount)} ${mt}`,
  }));
  if (amounts.some(([id, moved]) => moved && hasBand(state, id))) {
    rows.push({
      grey: true,
      px: pxOf(state, 2),
      band: pxOf(state, SCALE_MT[1]),
      text: text(state, "range"),
    });
  }
  if (amounts.some(([, moved]) => moved === null)) {
    rows.push({ grey: true, px: UNKNOWN_PX, band: UNKNOWN_BAND_PX, text: text(state, "unknown") });
  }
  return rows;
}

/** List the rows in their groups: text, and the line drawn before it; exactly what is drawn, and
 *  nothing else. */
export function legendRows(state) {
  const { shown, drawn, lines } = state;
  const legs = [...drawn.keys()].map((id) => [id, lines.legs[id]]);
  const open = legs.filter(([id]) => !shown.closed.includes(id));
  return [
    ...grouped(state, "where", whereRows(state, open)),
    ...grouped(state, "what", whatRows(state, open)),
    ...grouped(state, "width", widthRows(state, open)),
  ];
}

const SWATCH_PX = 12;

/* The strokes of a swatch: of a width, or of a kind of line as it is drawn without an amount. */
function swatchStrokes(state, { leg, px, band, inside = false, closed = false }) {
  const color = state.given.theme.outside;
  if (px === undefined) {
    const plain = { ...state, years: null };
    const id = closed ? state.shown.closed[0] : "";
    return strokes(plain, id, { corridors: [], ...leg }, inside);
  }
  const line = { color, weight: px, lineCap: "butt" };
  return band ? [{ ...line, weight: band, opacity: BAND_OPACITY }, line] : [line];
}

function swatch(state, row) {
  const { theme } = state.given;
  const svg = document.createElementNS(SVG, "svg");
  const all = swatchStrokes(state, row);
  const height = Math.max(SWATCH_PX, ...all.map(({ weight }) => Math.ceil(weight)));
  for (const [key, value] of Object.entries({ width: 28, height, "aria-hidden": "true" })) {
    svg.setAttribute(key, value);
  }
  for (const stroke of all) {
    draw(svg, "path", {
      d: `M1 ${height / 2}H27`,
      stroke: row.grey && stroke.color !== theme.white ? theme.legend : stroke.color,
      fill: "none",
      "stroke-width": stroke.weight,
      "stroke-opacity": stroke.opacity ?? 1,
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

function heading(words) {
  const node = document.createElement("b");
  node.textContent = words;
  return node;
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

/* Make the lines of the legend: one for each heading with its lines' signs, one for each other row. */
function itemsOf(state, rows) {
  const items = [];
  for (const row of rows) {
    const drawn = row.leg || row.px || row.mark;
    const item = document.createElement(drawn ? "span" : "li");
    if (row.group) item.className = "mv-group";
    if (drawn) item.append(row.mark ? markSign(row.mark) : swatch(state, row));
    if (row.sign) item.append(sign(row));
    item.append(row.group ? heading(row.text) : row.text);
    if (drawn) items.at(-1).append(item);
    else items.push(item);
  }
  return items;
}

/** Draw the legend, if it says anything else than before; `switched(borders)` hears its button. */
export function drawLegend(state, switched) {
  const rows = [...legendRows(state), ...markRows(state), ...borderRows(state)];
  const borders = [state.shown.borders, Boolean(state.shown.address)];
  const key = JSON.stringify([rows, borders, text(state, "legend")]);
  if (key === state.legendKey) return;
  state.legendKey = key;
  state.legend.querySelector("summary").textContent = text(state, "legend");
  const items = itemsOf(state, rows);
  items.push(bordersItem(state, switched));
  state.legend.querySelector("ul").replaceChildren(...items);
}

/* Width in pixels from which the legend leaves room for the map. */
const LEGEND_OPEN_PX = 900;

/** Add the legend to the map; `moved` is called when it takes more room or less. */
export function addLegend(state, moved) {
  const control = L.control({ position: "bottomleft" });
  control.onAdd = () => {
    const legend = document.createElement("details");
    legend.className = "mv-legend";
    legend.open = state.map.getSize().x >= LEGEND_OPEN_PX;
    legend.append(document.createElement("summary"), document.createElement("ul"));
    legend.addEventListener("toggle", moved);
    L.DomEvent.disableClickPropagation(legend).disableScrollPropagation(legend);
    state.legend = legend;
    return legend;
  };
  control.addTo(state.map);
}
