/* The map of a view without a browser: the modules of the live map say where lines lie, how they are
   drawn, what is named where and what the legend says; here they are asked, and their answer is
   written down. What they ask of the browser is stood in for, as little as they need. */

import { foremost, laidOut, widthOf } from "./bundles.js";
import { prepare, worldX, worldY } from "./ground.js";
import { legendRows, runsOf, strokes, wanted } from "./lines.js";
import { drawMark, markRows } from "./marks.js";
import { drawNames } from "./names.js";

const RAIL_CASING_PX = 4;
const CASING_PX = 3;
const CLOSED_CASING_PX = 1;
const HALO_PX = 9;
const HALO_OPACITY = 0.15;
const KEPT = 8; // plans of lines that are remembered
const FEW_STEPS = 120; // of the search for places of few names
const ENDS = new Set(["terminal", "port", "field"]); // places that are named where few are

/* What the modules put into the document; written down, the parts that they have set. */
const nodeOf = (name) => ({
  name,
  attributes: {},
  children: [],
  style: {},
  dataset: {},
  textContent: "",
  setAttribute(key, value) {
    this.attributes[key] = String(value);
  },
  append(...nodes) {
    this.children.push(...nodes);
  },
  replaceChildren(...nodes) {
    this.children = nodes;
  },
  toJSON() {
    const { attributes, style, dataset, textContent, children } = this;
    return { name, attributes, style, dataset, text: textContent, children };
  },
});

globalThis.document = { createElementNS: (_, name) => nodeOf(name) };
globalThis.Intl = {
  NumberFormat: class {
    constructor(_, { minimumFractionDigits = 0, maximumFractionDigits = 3 } = {}) {
      this.least = minimumFractionDigits;
      this.most = maximumFractionDigits;
    }

    format(value) {
      return formatNumber(value, this.least, this.most);
    }
  },
};

const boxOf = ([left, top, right, bottom]) => ({ left, top, right, bottom, width: right - left });

/* Leaflet's map, as far as it is asked: a sheet of a size, round a point, at a zoom of any value. */
function sheetOf({ lat, lon, zoom, width, height, taken }) {
  const scale = 2 ** zoom;
  const corner = { x: worldX(lon) * scale - width / 2, y: worldY(lat) * scale - height / 2 };
  const controls = taken.map((box) => ({ getBoundingClientRect: () => boxOf(box) }));
  return {
    getZoom: () => zoom,
    getSize: () => ({ x: width, y: height }),
    getPixelOrigin: () => corner,
    getPixelBounds: () => ({ min: corner }),
    getZoomScale: () => scale,
    containerPointToLayerPoint: ([x, y]) => ({ x, y }),
    getContainer: () => ({
      getBoundingClientRect: () => boxOf([0, 0, width, height]),
      querySelectorAll: () => controls,
    }),
  };
}

const data = {};
const measured = new Map();
const plans = { known: new Map(), cache: new WeakMap() };
let prepared = null; // basemap.json as ground.js wants it

/* Take over what the live map fetches, once. */
export function read(files) {
  Object.assign(data, files);
}

/* Where few are named, it is of places those where oil begins, is loaded or arrives; of states those
   that are crossed, are to be avoided, or are the one that this is about; no town and no sea. */
const fewer = (lines) => ({
  ...lines,
  places: lines.places.filter(({ kind, rank }) => rank === 1 && ENDS.has(kind)),
});
function onlyCrossed({ lines, world, prepared: whole, visible, shown, given }) {
  const told = new Set([given.home, ...shown.avoid]);
  for (const id of visible) {
    for (const [code, kind] of lines.legs[id].pieces) if (kind === "land") told.add(code);
  }
  const bounds = ({ owners }) => owners.some((code) => told.has(code));
  return {
    world: {
      ...world,
      labels: world.labels.filter(({ kind, id }) => kind === "state" && told.has(id)),
    },
    prepared: { ...whole, arcs: whole.arcs.filter(bounds) },
    steps: FEW_STEPS,
  };
}

function stateOf({ view, sheet, given, few }) {
  const { base, world, years, redrawn } = data;
  const on = new Set(view.on);
  const shown = { ...view, on: Object.keys(base.corridors).filter((id) => on.has(id)) };
  const redraws = shown.borders && redrawn;
  const lines = redraws
    ? {
        ...base,
        legs: Object.fromEntries(
          Object.entries(base.legs).map(([id, leg]) => [id, { ...leg, ...redrawn.legs[id] }]),
        ),
      }
    : base;
  if (plans.known.size > KEPT) plans.known.clear();
  const state = {
    map: sheetOf(sheet),
    given,
    shown,
    lines: few ? fewer(lines) : lines,
    base,
    world,
    years,
    redrawn,
    plans,
    measured,
    canvas: {
      measureText(words) {
        return { width: measureText(words, this.font) };
      },
    },
    ink: nodeOf("g"),
    laid: null,
    marked: new Set(),
  };
  state.visible = Object.keys(lines.legs).filter(
    (id) => wanted(state, lines.legs[id]).length > 0 || shown.legs.includes(id),
  );
  state.drawn = new Map(state.visible.map((id) => [id, null]));
  prepared ??= prepare(world);
  state.prepared = prepared;
  if (few) Object.assign(state, onlyCrossed(state));
  return state;
}

/* The points of a run: those between two of the leg's own points, as it lies beside others. */
function between({ x, y, u }, from, start, end) {
  const points = [];
  const add = (px, py) => points.push([px - from.x, py - from.y]);
  const at = (i, where) => {
    const t = (where - u[i]) / (u[i + 1] - u[i]);
    add(x[i] + t * (x[i + 1] - x[i]), y[i] + t * (y[i + 1] - y[i]));
  };
  for (let i = 0; i < u.length; i += 1) {
    if (i && u[i - 1] < start && u[i] > start) at(i - 1, start);
    if (u[i] >= start && u[i] <= end) add(x[i], y[i]);
    if (i + 1 < u.length && u[i] < end && u[i + 1] > end) at(i, end);
  }
  return points;
}

function legOf(state, id) {
  const leg = state.lines.legs[id];
  const from = state.map.getPixelOrigin();
  const laid = laidOut(state).get(id);
  const width = widthOf(state, id, leg);
  const closed = state.shown.closed.includes(id);
  const open = leg.mode === "rail" ? RAIL_CASING_PX : CASING_PX;
  const first = foremost(state, id, leg);
  return {
    id,
    corridors: wanted(state, leg),
    whole: between(laid, from, 0, Infinity),
    casing: width + (closed ? CLOSED_CASING_PX : open),
    halo: first ? { width: width + HALO_PX, opacity: HALO_OPACITY } : null,
    foremost: first,
    runs: runsOf(state, leg).map(({ inside, start, end }) => ({
      inside,
      points: between(laid, from, start, end),
      strokes: strokes(state, id, leg, inside),
    })),
  };
}

/* The strokes of a row of the legend, as `swatch` of lines.js draws them. */
function swatchOf(state, { leg, px, band, inside = false, closed = false }) {
  const color = state.given.theme.outside;
  if (px === undefined) {
    const plain = { ...state, years: null };
    return strokes(plain, closed ? state.shown.closed[0] : "", { corridors: [], ...leg }, inside);
  }
  const line = { color, weight: px, lineCap: "butt" };
  return band ? [{ ...line, weight: band, opacity: 0.3 }, line] : [line];
}

function signOf(mark) {
  const sign = nodeOf("g");
  drawMark(sign, mark, { x: 0, y: 0 });
  return sign.children;
}

/* Draw what is asked: lines, bottom up; marks, names and strikes as nodes; the rows of the legend. */
export function draw(asked) {
  const state = stateOf(asked);
  const legs = state.visible.map((id) => legOf(state, id));
  legs.sort((a, b) => a.foremost - b.foremost);
  if (asked.named) drawNames(state);
  const rows = [...legendRows(state), ...markRows(state)].map((row) => ({
    group: Boolean(row.group),
    text: row.text,
    sign: row.mark ? signOf(row.mark) : [],
    grey: Boolean(row.grey),
    strokes: row.leg || row.px ? swatchOf(state, row) : [],
  }));
  return JSON.stringify({ legs, ink: state.ink.children, rows });
}
