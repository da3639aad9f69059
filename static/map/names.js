/* What gets a name on the map, what it is worth, and how dots, names and strike-outs are drawn.

   Where they stand is computed in labels.js. Text always goes through textContent. */

import { narrow, wide } from "./bridge.js";
import { placed } from "./bundles.js";
import { Ground, prepare, worldX, worldY } from "./ground.js";
import { place } from "./labels.js";
import { clearWidthOf, corridorName, draw, spanOf, text, wanted } from "./lines.js";
import { drawMark, isEnd, markOf, radiusOf } from "./marks.js";

/* Size of letters in pixels; a phone has less room, a wide screen is read from farther. */
const NAME_PX = 12.5;
const SMALL_PX = 11;
const NARROW_PX = -1;
const WIDE_PX = 1.5;
/* The height that names are given when they are set, over the size of their letters. */
const HEIGHT = { corridor: 1.12, place: 1.04, small: 1.09 };
const STATE_PX = [10, 11, 12.5]; // by how large the data says the state or sea is
const HOME_PX = 15; // the state that this is about
const LEAST_PX = 10;
const LARGER_FROM_ZOOM = 6;
const STATE_SPACING = 0.17; // of the letters' size
const HOME_SPACING = 0.22;
const TIGHT_SPACING = 0.04;
const SEA_SPACING = 0.08;
/* What a setting costs in points that is not the one meant: smaller and tighter, in small letters. */
const TIGHTER = 4;
const IN_SMALL = 7;
const SMALLER_PX = 1.5;

const MINOR_FROM_ZOOM = 6; // places of rank 2

/* What a name is worth, in the points of labels.js. What is shown crosses a state: that decides. */
const WORTH = {
  focus: 600, // before all else
  crossed: 150,
  home: 140,
  avoided: 120,
  lane: 80, // a sea that a lane crosses
  touched: 60, // a state whose waters are crossed
  end: 60, // a terminal, port, field or refinery
  area: 50,
  corridor: 45,
  first: 38, // a place that is always named
  neighbour: 26, // of a state crossed
  sea: 16,
  state: 14,
  minor: 12,
  city: 8, // and as much again for each grade
};
const FOCUS_BONUS = 15;
const SHARED_LINE = 6; // points: a name on a line that several corridors share misleads
const WITHOUT_TONNES = 10; // points
const ONE_PLACE_KM = 40; // two of one name nearer than this are one place
const TWIN_PX = 40;
const EARTH_KM = 40_075;
const WORLD_PX = 256;

/* Half a strike-out on a closed line, and how far it keeps from the next, in pixels: what still flows
   is the stronger mark. */
const STRIKE_PX = 3;
const STRIKE_APART_PX = 90;

const THIN_PX = 1.5; // points of a line nearer than this to the last are left out

/* Return the sheet's place in the world: x and y of its corner in pixels, and pixels per unit. */
function viewOf({ map }) {
  const origin = map.getPixelOrigin();
  const corner = map.containerPointToLayerPoint([0, 0]);
  const { x: width, y: height } = map.getSize();
  const scale = map.getZoomScale(map.getZoom(), 0);
  return { x: origin.x + corner.x, y: origin.y + corner.y, scale, width, height };
}

const onScreen = ({ x, y, scale }, [lon, lat]) => ({
  x: worldX(lon) * scale - x,
  y: worldY(lat) * scale - y,
});

/* Leave out points that no one could tell apart. */
function thinned(points) {
  const found = [];
  for (const [i, point] of points.entries()) {
    const last = found.at(-1);
    const far = !last || Math.abs(point.x - last.x) + Math.abs(point.y - last.y) >= THIN_PX;
    if (far || i + 1 === points.length) found.push(point);
  }
  return found;
}

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

/* How much larger letters are than at a desk. */
const larger = (state) => (narrow(state) ? NARROW_PX : 0) + (wide() ? WIDE_PX : 0);

/** Write what a corridor carried in the year shown, as `52.2 Mt` or `7.9–9.2 Mt`; "" if unknown. */
export function tonnesOf(state, id) {
  const found = state.years?.years?.[state.shown.year]?.corridors?.[id];
  if (!found) return "";
  const { low, drawn, high, one } = spanOf(state, found);
  return `${one ? drawn : `${low}–${high}`} ${text(state, "mt")}`;
}

/** List the seas in which a line lies, by the points of its pieces off land; "" for a nameless one. */
export function seasOf({ seas }, leg) {
  const found = new Set();
  for (const [, kind, first, last] of leg.pieces) {
    if (kind === "land") continue;
    for (const [lon, lat] of leg.line.slice(first, last + 1)) {
      const [x, y] = [worldX(lon), worldY(lat)];
      for (const [id, boxes] of seas) {
        if (boxes.some((b) => b[0] <= x && x <= b[2] && b[1] <= y && y <= b[3])) found.add(id);
      }
    }
  }
  return found;
}

const crossings = new WeakMap(); // leg of the data → {land, waters, ends, seas}

/** Tell what a leg runs through: states on land, states by their waters only, states in
 *  whose waters or land it ends, seas. */
export function crossedBy(prepared, leg) {
  if (!crossings.has(leg)) {
    const land = new Set(leg.pieces.filter(([, kind]) => kind === "land").map(([code]) => code));
    const waters = new Set(leg.pieces.map(([code]) => code).filter((code) => !land.has(code)));
    const ends = new Set([leg.pieces.at(0)[0], leg.pieces.at(-1)[0]].filter(Boolean));
    crossings.set(leg, { land, waters, ends, seas: seasOf(prepared, leg) });
  }
  return crossings.get(leg);
}

/* Join what several legs run through. */
function throughAll({ prepared, lines }, ids) {
  const all = { land: new Set(), waters: new Set(), ends: new Set(), seas: new Set() };
  for (const id of ids) {
    const one = crossedBy(prepared, lines.legs[id]);
    for (const key of Object.keys(all)) for (const code of one[key]) all[key].add(code);
  }
  return all;
}

function corridorWishes(state, screen) {
  const { shown, lines } = state;
  const px = NAME_PX + larger(state);
  return shown.on.map((id) => {
    const foremost = id === shown.focus;
    const name = corridorName(state, id);
    const tonnes = tonnesOf(state, id);
    const through = throughAll(state, lines.corridors[id].legs);
    return {
      kind: "corridor",
      key: `corridor.${id}`,
      id,
      text: name,
      texts: [
        ...(tonnes ? [{ text: `${name} ${tonnes}`, extra: 0 }] : []),
        { text: name, extra: tonnes ? WITHOUT_TONNES : 0 },
      ],
      worth: foremost ? WORTH.focus : WORTH.corridor,
      face: `${foremost ? 700 : 600} ${px}px`,
      height: px * HEIGHT.corridor,
      foremost,
      runs: { states: [...new Set([...through.land, ...through.ends])], seas: [...through.seas] },
      paths: lines.corridors[id].legs
        .filter((leg) => screen.has(leg))
        .map((leg) => ({
          id: leg,
          points: screen.get(leg),
          extra: wanted(state, lines.legs[leg]).length > 1 ? SHARED_LINE : 0,
          weight: clearWidthOf(state, leg, lines.legs[leg]),
        })),
    };
  });
}

/* What the name of a place is worth, and how heavy its letters are. */
function gradeOf({ minor, end, focus }) {
  const weight = focus ? 600 : 500;
  const bonus = focus ? FOCUS_BONUS : 0;
  if (minor) return { worth: (end ? WORTH.first : WORTH.minor) + bonus, weight: 400 };
  return { worth: (end ? WORTH.end : WORTH.first) + bonus, weight };
}

/* Wish for the name of a place; null where nothing shown passes it. */
function placeWish(state, view, apart, spot) {
  const { shown, lines } = state;
  const { id, kind, lon, lat, corridors, legs } = spot;
  const on = corridors.filter((corridor) => shown.on.includes(corridor));
  const passed = legs.filter((leg) => shown.legs.includes(leg));
  if (!on.length && !passed.length) return null;
  const mark = markOf(spot, lines.legs);
  const focus = on.includes(shown.focus) || passed.some((leg) => shown.strong.includes(leg));
  const [minor, end] = [spot.rank === 2, isEnd(mark)];
  const { worth, weight } = gradeOf({ minor, end, focus });
  const px = (minor ? SMALL_PX : NAME_PX) + larger(state);
  const name = shown.names[`place.${id}`] || spot.name;
  return {
    kind: minor ? "minor" : "place",
    key: `place.${id || `${name}@${lon},${lat}`}`,
    id,
    of: kind,
    text: name,
    at: onScreen(view, [lon, lat]),
    apart,
    mark,
    r: radiusOf(mark),
    dot: true,
    end,
    always: mark !== "town",
    worth,
    face: `${weight} ${px}px`,
    height: px * (minor ? HEIGHT.small : HEIGHT.place),
    foremost: focus && !minor,
  };
}

/* List the places to be marked and named. */
function placeWishes(state, view) {
  const most = state.map.getZoom() >= MINOR_FROM_ZOOM ? 2 : 1;
  const apart = Math.max(TWIN_PX, (ONE_PLACE_KM * WORLD_PX * view.scale) / EARTH_KM);
  return state.lines.places
    .filter(({ rank }) => rank === 1 || rank === most)
    .map((spot) => placeWish(state, view, apart, spot))
    .filter(Boolean);
}

/* List the ways in which a state's name may be set, the one meant first. */
function settingsOf(name, lang, size, home) {
  const weight = home ? 700 : 600;
  const upper = name.toLocaleUpperCase(lang);
  const less = Math.max(LEAST_PX, size - SMALLER_PX);
  const set = (words, px, spacing, extra) => ({
    text: words,
    face: `${weight} ${px}px`,
    size: px,
    spacing: px * spacing,
    extra,
  });
  return [
    set(upper, size, home ? HOME_SPACING : STATE_SPACING, 0),
    set(upper, less, TIGHT_SPACING, TIGHTER),
    set(name, less, 0, IN_SMALL),
  ];
}

/* What the name of a state is worth: states crossed first, then the subject, then those to avoid. */
function stateWorth({ shown, given, prepared }, id, through) {
  if (through.land.has(id)) return WORTH.crossed;
  if (id === given.home) return WORTH.home;
  if (shown.avoid.includes(id)) return WORTH.avoided;
  if (through.waters.has(id)) return WORTH.touched;
  const beside = prepared.neighbours.get(id) ?? new Set();
  if ([...through.land, given.home].some((code) => beside.has(code))) return WORTH.neighbour;
  return WORTH.state;
}

function cityWish(state, view, { size, at }, usual) {
  const px = SMALL_PX + larger(state);
  return {
    worth: usual ? WORTH.city * (1 + size) : 0,
    face: `400 ${px}px`,
    height: px * HEIGHT.small,
    dot: true,
    at: onScreen(view, at[0]),
  };
}

/* The size of a state's or a sea's letters at the map's zoom. */
function sizeOf(state, grade, home) {
  const more = (state.map.getZoom() >= LARGER_FROM_ZOOM ? 1 : 0) + larger(state);
  return Math.max(LEAST_PX, (home ? HOME_PX : STATE_PX[grade - 1]) + more);
}

function seaWish(state, { id, size: grade }, usual, name, through) {
  const size = sizeOf(state, grade, false);
  const less = Math.max(LEAST_PX, size - SMALLER_PX);
  const set = (px, spacing, extra) => ({
    text: name,
    face: `italic 400 ${px}px`,
    size: px,
    spacing: px * spacing,
    extra,
  });
  const rest = usual ? WORTH.sea : 0;
  return {
    worth: through.seas.has(id) ? WORTH.lane : rest,
    settings: [set(size, SEA_SPACING, 0), set(less, 0, TIGHTER)],
  };
}

function stateWish(state, { id, size: grade, zoom }, usual, name, through) {
  const { shown, given, map } = state;
  const home = id === given.home;
  const worth = stateWorth(state, id, through);
  const known = usual || worth > WORTH.neighbour;
  const near = worth === WORTH.neighbour && map.getZoom() >= zoom[0];
  const settings = settingsOf(name, text(state, "lang"), sizeOf(state, grade, home), home);
  return {
    worth: known || near ? worth : 0,
    home,
    settings: worth > WORTH.neighbour ? settings : settings.slice(0, 2),
    overhangs: worth > WORTH.touched,
    avoided: shown.avoid.includes(id),
  };
}

/* List states, seas and towns of the background; what is worth nothing is left out. */
function backgroundWishes(state, view, through) {
  const { shown, world, map } = state;
  const lang = text(state, "lang");
  const zoom = map.getZoom();
  return world.labels
    .map((label) => {
      const { kind, id, at, name: names } = label;
      const name = shown.names[`${kind}.${id}`] || names[lang] || names.en;
      const usual = zoom >= label.zoom[0] && zoom <= label.zoom[1];
      const wish = { kind, key: `${kind}.${id}`, id, text: name };
      if (kind === "city") return Object.assign(wish, cityWish(state, view, label, usual));
      wish.points = at.map((point) => onScreen(view, point));
      const make = kind === "sea" ? seaWish : stateWish;
      return Object.assign(wish, make(state, label, usual, name, through));
    })
    .filter(({ worth }) => worth > 0);
}

const AREA_FROM_ZOOM = 5;

/* Disputed areas are named where they are drawn: on a map of the whole way they are a few pixels. */
function areaWishes(state, view) {
  const { shown, redrawn, map } = state;
  if (!shown.borders || !redrawn || map.getZoom() < AREA_FROM_ZOOM) return [];
  return Object.entries(redrawn.areas).map(([id, area]) => {
    const name = shown.names[`area.${id}`] || area.name;
    const one = {
      text: name,
      face: `italic 600 ${SMALL_PX}px`,
      size: SMALL_PX,
      spacing: 0,
      extra: 0,
    };
    const points = [onScreen(view, area.at)];
    return {
      kind: "area",
      key: `area.${id}`,
      id,
      text: name,
      worth: WORTH.area,
      points,
      settings: [one],
    };
  });
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

const BASELINE_EM = 0.34; // the baseline lies this far under the middle of the letters
const LINE_EM = 1.1;

const CLASSES = {
  corridor: ({ foremost }) => (foremost ? "mv-corridor mv-focus" : "mv-corridor"),
  place: ({ foremost }) => (foremost ? "mv-place mv-focus" : "mv-place"),
  minor: () => "mv-place mv-minor",
  state: ({ avoided, home }) => {
    if (avoided) return "mv-state mv-avoided";
    return home ? "mv-state mv-home-name" : "mv-state";
  },
  sea: () => "mv-sea",
  area: () => "mv-area-name",
  city: () => "mv-city",
};

function write(state, mark) {
  const { kind, id } = mark.wish;
  const p = state.map.containerPointToLayerPoint([mark.x, mark.y]);
  const turn = mark.angle ? ` rotate(${mark.angle.toFixed(1)})` : "";
  const node = draw(state.ink, "text", {
    class: `mv-text ${CLASSES[kind](mark.wish)}`,
    "text-anchor": mark.anchor,
    transform: `translate(${p.x.toFixed(1)} ${p.y.toFixed(1)})${turn}`,
  });
  node.style.font = `${mark.face} ${state.given.theme.font}`;
  if (mark.spacing) node.style.letterSpacing = `${mark.spacing.toFixed(2)}px`;
  const centre = (mark.rows.length - 1) / 2;
  mark.rows.forEach((words, i) => {
    const dy = i ? LINE_EM : BASELINE_EM - centre * LINE_EM;
    const row = draw(node, "tspan", { x: 0, dy: `${dy.toFixed(2)}em` });
    row.textContent = words;
  });
  if (kind === "corridor") node.dataset.corridor = id;
  if (kind === "state" || kind === "sea") node.dataset.area = id;
  if (kind === "place" || kind === "minor") node.dataset.place = id;
}

function dot(state, { x, y, r, wish }) {
  const p = state.map.containerPointToLayerPoint([x, y]);
  if (wish.kind === "city") {
    draw(state.ink, "circle", { class: "mv-city-dot", cx: p.x.toFixed(1), cy: p.y.toFixed(1), r });
    return;
  }
  const node = drawMark(state.ink, wish.mark, p);
  node.dataset.place = wish.id;
  state.dots.push({ id: wish.id, x, y, r, kind: wish.of, name: wish.text });
}

function strike(state, point) {
  const { x, y } = state.map.containerPointToLayerPoint([point.x, point.y]);
  const [s, d] = [STRIKE_PX, 2 * STRIKE_PX];
  draw(state.ink, "path", {
    class: "mv-cross",
    d: `M${x - s} ${y - s}l${d} ${d}m0 -${d}l-${d} ${d}`,
  });
}

/* Take over what stood on this zoom and size: only there a name can stay where it was. */
function standing(state, { scale, width, height }) {
  const of = `${scale} ${width} ${height}`;
  if (state.stood?.of !== of) state.stood = { of, at: new Map() };
  return state.stood.at;
}

/* Return what lies where on this sheet; it changes with the sheet alone. */
function groundOf(state, view) {
  state.prepared ??= prepare(state.world);
  const of = `${view.x} ${view.y} ${view.scale} ${view.width} ${view.height}`;
  if (state.ground?.of !== of) state.ground = { of, is: new Ground(state.prepared, view) };
  return state.ground.is;
}

/** Mark and name everything anew; `marked()` is called once it is known which marks are drawn. */
export function drawNames(state, marked = () => {}) {
  const { map, drawn, shown } = state;
  const view = viewOf(state);
  const ground = groundOf(state, view);
  const screen = new Map();
  for (const [id, points] of placed(state)) if (drawn.has(id)) screen.set(id, thinned(points));
  const places = placeWishes(state, view);
  state.marked = new Set(places.map(({ mark }) => mark));
  marked();
  const { x: width, y: height } = map.getSize();
  const sheet = {
    width,
    height,
    taken: controls(state),
    paths: [...screen.values()],
    measure: (...asked) => measure(state, ...asked),
    ground,
  };
  const seen = ({ at }) => at.x > 0 && at.y > 0 && at.x < width && at.y < height;
  const background = backgroundWishes(state, view, throughAll(state, drawn.keys()));
  const wishes = [
    ...corridorWishes(state, screen),
    ...places.filter(seen),
    ...areaWishes(state, view),
    ...background.filter(({ kind, at }) => kind !== "city" || seen({ at })),
  ];
  const marks = place(sheet, wishes, standing(state, view), state.steps);
  state.ink.replaceChildren();
  state.dots = [];
  const closed = shown.closed.filter((leg) => screen.has(leg)).map((leg) => screen.get(leg));
  for (const point of strikes(closed)) strike(state, point);
  for (const mark of marks) (mark.r ? dot : write)(state, mark);
}
