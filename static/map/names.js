/* What gets a name on the map, and how dots, names and strike-outs are drawn.

   Where they stand is computed in labels.js. Text always goes through textContent. */
/* global L */

import { narrow } from "./bridge.js";
import { place } from "./labels.js";
import { clearWidthOf, corridorName, draw, text, wanted } from "./lines.js";
import { flip } from "./world.js";

/* Size of letters in pixels; a phone has less room. */
const NAME_PX = 12.5;
const NAME_NARROW_PX = 11.5;
const SMALL_PX = 11;
/* The height that names are given when they are set, in pixels: letters with their tails. */
const HEIGHT = { corridor: 14, place: 13, small: 12 };
const STATE_PX = [10, 11, 12.5]; // by how large the data says the state or sea is
const LARGER_FROM_ZOOM = 6;
const STATE_SPACING = 0.17; // of the letters' size
const SEA_SPACING = 0.08;

const MINOR_FROM_ZOOM = 6; // places of rank 2
/* Where oil enters, leaves or changes hands: worth a dot without a name. Pump stations and the like
   only lead on. */
const ENDS = new Set(["field", "terminal", "mooring", "port", "refinery", "border"]);
/* What is wanted most is set first: rank, then the reader's selection, then the ends. */
const RANK_WEIGHT = 10;
const FOCUS_BONUS = 2;
const END_BONUS = 3;
const HEAT = 10; // a state to avoid, or the one that this is about, before larger ones
const SHARED_LINE = 60; // points: a name on a line that several corridors share misleads

/* Half a strike-out on a closed line, and how far it keeps from the next, in pixels: what still flows
   is the stronger mark. */
const STRIKE_PX = 3;
const STRIKE_APART_PX = 90;

const onScreen = ({ map }, point) => map.latLngToContainerPoint(flip(point));

/** Measure a text in the map's font: a face as `600 12.5px`, in pixels. */
export function measure(state, words, face, spacing) {
  const { measured, canvas, given } = state;
  const key = `${face}|${spacing}|${words}`;
  if (!measured.has(key)) {
    canvas.font = `${face} ${given.theme.font}`;
    measured.set(key, canvas.measureText(words).width + spacing * words.length);
  }
  return measured.get(key);
}

function corridorWishes(state, screen) {
  const { shown, lines } = state;
  return shown.on.map((id) => ({
    kind: "corridor",
    id,
    text: corridorName(state, id),
    face: `${id === shown.focus ? 700 : 600} ${narrow(state) ? NAME_NARROW_PX : NAME_PX}px`,
    height: HEIGHT.corridor,
    foremost: id === shown.focus,
    paths: lines.corridors[id].legs
      .filter((leg) => screen.has(leg))
      .map((leg) => ({
        points: screen.get(leg),
        extra: wanted(state, lines.legs[leg]).length > 1 ? SHARED_LINE : 0,
        weight: clearWidthOf(state, leg, lines.legs[leg]),
      })),
  }));
}

/* Wish for the name of a place; null where nothing shown passes it or it is not on the map. */
function placeWish(state, { id, name, kind, rank, lon, lat, corridors, legs }) {
  const { shown, map } = state;
  const on = corridors.filter((corridor) => shown.on.includes(corridor));
  const passed = legs.filter((leg) => shown.legs.includes(leg));
  if (!on.length && !passed.length) return null;
  const at = onScreen(state, [lon, lat]);
  if (!L.bounds([0, 0], map.getSize()).contains(at)) return null;
  const focus = on.includes(shown.focus) || passed.some((leg) => shown.strong.includes(leg));
  const end = ENDS.has(kind);
  const weight = rank * RANK_WEIGHT - (focus ? FOCUS_BONUS : 0) - (end ? END_BONUS : 0);
  const wish = { id, text: shown.names[`place.${id}`] || name, at, end, weight };
  if (rank === 2) {
    return { ...wish, kind: "minor", face: `400 ${SMALL_PX}px`, height: HEIGHT.small };
  }
  const face = `${focus ? 600 : 500} ${narrow(state) ? NAME_NARROW_PX : NAME_PX}px`;
  return { ...wish, kind: "place", face, height: HEIGHT.place, foremost: focus };
}

/* List the places to be named, most wanted first. */
function placeWishes(state) {
  const most = state.map.getZoom() >= MINOR_FROM_ZOOM ? 2 : 1;
  return state.lines.places
    .filter(({ rank }) => rank === 1 || rank === most)
    .map((spot) => placeWish(state, spot))
    .filter(Boolean)
    .sort((a, b) => a.weight - b.weight);
}

function backgroundWishes(state) {
  const { shown, world, map, given } = state;
  const lang = text(state, "lang");
  const zoom = map.getZoom();
  const hot = ({ id }) => shown.avoid.includes(id) || id === given.home;
  const heat = (label) => (hot(label) ? -HEAT : 0) - label.size;
  const larger = (zoom >= LARGER_FROM_ZOOM ? 1 : 0) - (narrow(state) ? 1 : 0);
  return world.labels
    .filter(({ zoom: [least, most] }) => zoom >= least && zoom <= most)
    .sort((a, b) => heat(a) - heat(b))
    .map(({ kind, id, size: grade, at, name: names }) => {
      const name = shown.names[`${kind}.${id}`] || names[lang] || names.en;
      const points = at.map((point) => onScreen(state, point));
      if (kind === "city") {
        const face = `400 ${SMALL_PX}px`;
        return { kind, id, text: name, face, height: HEIGHT.small, at: points[0] };
      }
      const size = STATE_PX[grade - 1] + larger;
      return {
        kind,
        id,
        text: kind === "state" ? name.toLocaleUpperCase(lang) : name,
        face: `${kind === "state" ? "600" : "italic 400"} ${size}px`,
        spacing: size * (kind === "state" ? STATE_SPACING : SEA_SPACING),
        size,
        points,
        avoided: kind === "state" && shown.avoid.includes(id),
      };
    });
}

const AREA_FROM_ZOOM = 5;

/* Disputed areas are named where they are drawn: on a map of the whole way they are a few pixels. */
function areaWishes(state) {
  const { shown, redrawn, map } = state;
  if (!shown.borders || !redrawn || map.getZoom() < AREA_FROM_ZOOM) return [];
  return Object.entries(redrawn.areas).map(([id, area]) => ({
    kind: "area",
    id,
    text: shown.names[`area.${id}`] || area.name,
    face: `italic 600 ${SMALL_PX}px`,
    spacing: 0,
    size: SMALL_PX,
    points: [onScreen(state, area.at)],
  }));
}

/** List the boxes of the map's controls and of what else stands on it, under which no name may. */
export function controls({ map }, selector = ".leaflet-control, .mv-edge") {
  const frame = map.getContainer().getBoundingClientRect();
  return [...map.getContainer().querySelectorAll(selector)]
    .map((control) => control.getBoundingClientRect())
    .filter(({ width }) => width)
    .map((b) => [
      b.left - frame.left,
      b.top - frame.top,
      b.right - frame.left,
      b.bottom - frame.top,
    ]);
}

/** Return the point in the middle of a line on the screen, by its length; null for a mere point. */
export function middle(points) {
  const gaps = points.slice(1).map((b, i) => Math.hypot(b.x - points[i].x, b.y - points[i].y));
  let left = gaps.reduce((sum, gap) => sum + gap, 0) / 2;
  for (const [i, gap] of gaps.entries()) {
    if (gap >= left && gap > 0) {
      const [a, b, t] = [points[i], points[i + 1], left / gap];
      return { x: a.x + t * (b.x - a.x), y: a.y + t * (b.y - a.y) };
    }
    left -= gap;
  }
  return null;
}

/** Return the points at which closed lines are struck out: one a line, none near another. */
export function strikes(lines) {
  const found = [];
  for (const at of lines.map(middle)) {
    if (!at) continue;
    if (found.every(({ x, y }) => Math.hypot(x - at.x, y - at.y) >= STRIKE_APART_PX))
      found.push(at);
  }
  return found;
}

const CLASSES = {
  corridor: ({ foremost }) => (foremost ? "mv-corridor mv-focus" : "mv-corridor"),
  place: ({ foremost }) => (foremost ? "mv-place mv-focus" : "mv-place"),
  minor: () => "mv-place mv-minor",
  state: ({ avoided }) => (avoided ? "mv-state mv-avoided" : "mv-state"),
  sea: () => "mv-sea",
  area: () => "mv-area-name",
  city: () => "mv-city",
};
const DOTS = { place: "mv-dot", minor: "mv-dot mv-minor", city: "mv-city-dot" };

function write(state, mark) {
  const { kind, id, face, spacing } = mark.wish;
  const p = state.map.containerPointToLayerPoint([mark.x, mark.y]);
  const turn = mark.angle ? ` rotate(${mark.angle.toFixed(1)})` : "";
  const node = draw(state.ink, "text", {
    class: `mv-text ${CLASSES[kind](mark.wish)}`,
    "text-anchor": mark.anchor,
    dy: "0.34em", // the baseline lies this far under the middle of the letters
    transform: `translate(${p.x.toFixed(1)} ${p.y.toFixed(1)})${turn}`,
  });
  node.style.font = `${face} ${state.given.theme.font}`;
  if (spacing) node.style.letterSpacing = `${spacing.toFixed(2)}px`;
  node.textContent = mark.text;
  if (kind === "corridor") node.dataset.corridor = id;
  if (kind === "place" || kind === "minor") node.dataset.place = id;
}

function dot(state, { x, y, r, wish }) {
  const p = state.map.containerPointToLayerPoint([x, y]);
  const [cx, cy] = [p.x.toFixed(1), p.y.toFixed(1)];
  draw(state.ink, "circle", { class: DOTS[wish.kind], cx, cy, r });
}

function strike(state, point) {
  const { x, y } = state.map.containerPointToLayerPoint([point.x, point.y]);
  const [s, d] = [STRIKE_PX, 2 * STRIKE_PX];
  draw(state.ink, "path", {
    class: "mv-cross",
    d: `M${x - s} ${y - s}l${d} ${d}m0 -${d}l-${d} ${d}`,
  });
}

const of = (wishes, ...kinds) => wishes.filter(({ kind }) => kinds.includes(kind));

/** Write all names anew. */
export function drawNames(state) {
  const { map, lines, drawn, shown } = state;
  const screen = new Map();
  for (const id of drawn.keys()) {
    screen.set(
      id,
      lines.legs[id].line.map((point) => onScreen(state, point)),
    );
  }
  const { x: width, y: height } = map.getSize();
  const sheet = {
    width,
    height,
    taken: controls(state),
    paths: [...screen.values()],
    measure: (...asked) => measure(state, ...asked),
  };
  const places = placeWishes(state);
  const background = backgroundWishes(state);
  const marks = place(sheet, {
    corridors: corridorWishes(state, screen),
    places: of(places, "place"),
    minor: of(places, "minor"),
    regions: [...areaWishes(state), ...of(background, "state", "sea")],
    cities: of(background, "city"),
  });
  state.ink.replaceChildren();
  const closed = shown.closed.filter((leg) => screen.has(leg)).map((leg) => screen.get(leg));
  for (const point of strikes(closed)) strike(state, point);
  for (const mark of marks) (mark.r ? dot : write)(state, mark);
}
