/* Where a lane leaves the sheet: an arrow at its edge, with words that name the way.

   Only what is shown, only where its far end is off the view, and one arrow where several leave. */
/* global L */

import { placed } from "./bundles.js";
import { stand } from "./gestures.js";
import { fill, kilometres, text, wanted } from "./lines.js";
import { flip } from "./world.js";

const AT_MOST = 5; // arrows on one view: the longest ways go first
const ONLY_SEA_FROM_ZOOM = 6; // nearer by, any line leaves the view somewhere
const NEAR_PX = 64; // ways that leave so near to each other have one arrow
const SAME_PLACE_DEG = 0.02;
const OFF_A_PLACE_DEG = 0.3;
const KM_ROUNDED_TO = 10; // the edge is a matter of pixels
const MARGIN_PX = 6;
const STEP_PX = 6; // an arrow under which a control stands moves along the edge in such steps
const FIT_MARGIN_PX = 24;

const near = ([x1, y1], [x2, y2]) =>
  Math.abs(x1 - x2) < SAME_PLACE_DEG && Math.abs(y1 - y2) < SAME_PLACE_DEG;

const isIn = ({ x, y }, { width, height }) => x >= 0 && y >= 0 && x <= width && y <= height;

/**
 * Return where a line on the screen leaves the view for good, and the share of the piece in which it
 * does: {i, t, x, y}; null where its end is in view, or none of it is.
 */
export function exitOf(points, size) {
  if (points.length < 2 || isIn(points.at(-1), size)) return null;
  let i = points.length - 2;
  while (i >= 0 && !isIn(points[i], size)) i -= 1;
  if (i < 0) return null;
  const [a, b] = [points[i], points[i + 1]];
  // how far along the piece each side of the view lies that it crosses
  const ways = [
    [b.x - a.x, b.x < 0 ? -a.x : size.width - a.x],
    [b.y - a.y, b.y < 0 ? -a.y : size.height - a.y],
  ];
  const shares = ways.map(([whole, part]) => (whole ? part / whole : 1)).filter((t) => t >= 0);
  const t = Math.min(1, ...shares);
  return { i, t, x: a.x + t * (b.x - a.x), y: a.y + t * (b.y - a.y) };
}

/** List the ways on from a leg to the ends: each a list of legs, none passed twice. */
export function waysOn(legs, id) {
  const ways = [];
  const walk = (way) => {
    const end = legs[way.at(-1)].line.at(-1);
    const next = Object.keys(legs).filter(
      (other) => !way.includes(other) && near(legs[other].line[0], end),
    );
    if (next.length) for (const other of next) walk([...way, other]);
    else ways.push(way);
  };
  walk([id]);
  return ways;
}

/** Return the kilometres of a leg after a point of it. */
export function kmAfter(leg, { i, t }, distance) {
  const steps = leg.line.slice(1).map((to, n) => distance(flip(leg.line[n]), flip(to)));
  const all = steps.reduce((sum, step) => sum + step, 0);
  const left = steps.slice(i + 1).reduce((sum, step) => sum + step, steps[i] * (1 - t));
  return all ? (leg.km * left) / all : 0;
}

/* The place at which a leg ends: a ship lies off it, so that the line need not reach its dot. */
function nameOf({ lines, shown }, id) {
  const [lon, lat] = lines.legs[id].line.at(-1);
  const offTo = (spot) => Math.max(Math.abs(spot.lon - lon), Math.abs(spot.lat - lat));
  const ends = lines.places.filter((spot) => spot.id && spot.legs.includes(id));
  const [spot] = ends.toSorted((a, b) => offTo(a) - offTo(b));
  if (!spot || offTo(spot) > OFF_A_PLACE_DEG) return "";
  return shown.names[`place.${spot.id}`] || spot.name;
}

/** List the arrows: name of the end, kilometres from the edge, where, and the legs of the way. */
export function arrowsOf(state) {
  const { map, lines, shown } = state;
  const { x: width, y: height } = map.getSize();
  const size = { width, height };
  const sea = map.getZoom() >= ONLY_SEA_FROM_ZOOM;
  const on = Object.entries(lines.legs).filter(
    ([id, leg]) => wanted(state, leg).length > 0 || shown.legs.includes(id),
  );
  const legs = Object.fromEntries(on);
  const drawn = placed(state);
  const screen = (id) => legs[id].line.map((point) => map.latLngToContainerPoint(flip(point)));
  const inView = (id) => screen(id).some((point) => isIn(point, size));
  const found = [];
  for (const [id, leg] of on) {
    if (sea && leg.mode !== "sea") continue;
    const exit = exitOf(screen(id), size);
    if (!exit) continue;
    const at = exitOf(drawn.get(id) ?? [], size) ?? exit;
    for (const way of waysOn(legs, id)) {
      const name = nameOf(state, way.at(-1));
      if (!name || way.slice(1).some(inView)) continue;
      const rest = way.slice(1).reduce((sum, other) => sum + legs[other].km, 0);
      const km = kmAfter(leg, exit, (a, b) => map.distance(a, b)) + rest;
      found.push({ name, low: km, high: km, x: at.x, y: at.y, way });
    }
  }
  return merged(found);
}

/** Join arrows that lie near each other, and keep the longest ways. */
export function merged(arrows) {
  const kept = [];
  for (const arrow of arrows.toSorted((a, b) => b.high - a.high)) {
    const same = kept.find(({ x, y }) => Math.hypot(x - arrow.x, y - arrow.y) < NEAR_PX);
    if (same) {
      if (!same.names.includes(arrow.name)) same.names.push(arrow.name);
      same.low = Math.min(same.low, arrow.low);
      same.way.push(...arrow.way);
    } else kept.push({ ...arrow, names: [arrow.name], way: [...arrow.way] });
  }
  return kept.slice(0, AT_MOST);
}

const rounded = (km) => Math.round(km / KM_ROUNDED_TO) * KM_ROUNDED_TO;

function wordsOf(state, { names, low, high }) {
  const [least, most] = [rounded(low), rounded(high)];
  const km =
    least === most
      ? kilometres(state, most)
      : `${kilometres(state, least)}–${kilometres(state, most)}`;
  const places = new Intl.ListFormat(text(state, "lang"), { type: "conjunction" }).format(names);
  return fill(text(state, "way"), { places, km });
}

/* The side of the view that an arrow stands at: its turn in degrees, and how the words lie. */
function sideOf({ x, y }, { width, height }) {
  const gaps = { left: x, right: width - x, top: y, bottom: height - y };
  return Object.keys(gaps).reduce((a, b) => (gaps[b] < gaps[a] ? b : a));
}

const overlaps = ([l, t, r, b], others) =>
  others.some(([l2, t2, r2, b2]) => l < r2 && l2 < r && t < b2 && t2 < b);

/* Move a box along its side until nothing stands where it does. */
function freeBox(arrow, side, [w, h], size, taken) {
  const upright = side === "left" || side === "right";
  const most = upright ? size.height - h : size.width - w;
  const wish = upright ? arrow.y - h / 2 : arrow.x - w / 2;
  const across = { left: 0, top: 0, right: size.width - w, bottom: size.height - h }[side];
  const boxAt = (along) => {
    const held = Math.min(Math.max(along, 0), Math.max(0, most));
    const [left, top] = upright ? [across, held] : [held, across];
    return [left, top, left + w, top + h];
  };
  for (let shift = 0; shift < Math.max(most, STEP_PX); shift += STEP_PX) {
    for (const way of [shift, -shift]) {
      const box = boxAt(wish + way);
      const roomy = [
        box[0] - MARGIN_PX,
        box[1] - MARGIN_PX,
        box[2] + MARGIN_PX,
        box[3] + MARGIN_PX,
      ];
      if (!overlaps(roomy, taken)) return box;
    }
  }
  return null;
}

function boundsOfWay(state, way) {
  const points = way.flatMap((id) => state.lines.legs[id].line.map(flip));
  return L.latLngBounds(points);
}

function make(state, arrow, side) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = `mv-edge mv-edge-${side}`;
  button.textContent = wordsOf(state, arrow);
  button.title = text(state, "follow");
  L.DomEvent.disableClickPropagation(button);
  button.addEventListener("click", () =>
    stand(state, boundsOfWay(state, arrow.way), { margin: FIT_MARGIN_PX }),
  );
  return button;
}

/** Add the box in which the arrows stand. */
export function addEdges(state) {
  state.edges = document.createElement("div");
  state.edges.className = "mv-edges";
  state.map.getContainer().append(state.edges);
}

/** Draw the arrows anew; `taken` are boxes under which none may stand: [left, top, right, bottom]. */
export function drawEdges(state, taken) {
  const { x: width, y: height } = state.map.getSize();
  const arrows = arrowsOf(state);
  const key = JSON.stringify([
    width,
    height,
    taken,
    arrows.map(({ x, y, names, low, high }) => [x, y, names, low, high]),
  ]);
  if (key === state.edgesKey) return;
  state.edgesKey = key;
  state.edges.replaceChildren();
  const stood = [...taken];
  for (const arrow of arrows) {
    const side = sideOf(arrow, { width, height });
    const button = make(state, arrow, side);
    state.edges.append(button);
    const box = freeBox(
      arrow,
      side,
      [button.offsetWidth, button.offsetHeight],
      { width, height },
      stood,
    );
    if (!box) {
      button.remove();
      continue;
    }
    stood.push(box);
    button.style.left = `${Math.round(box[0])}px`;
    button.style.top = `${Math.round(box[1])}px`;
  }
}
