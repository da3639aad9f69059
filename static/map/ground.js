/* What lies where on the sheet: states and seas, row by row. Pure, without Leaflet, without the page.

   A sheet is cut into rows of a few pixels; of each state the spans that it fills in each row are
   kept. So "does this name stand within that state" is a question about a few numbers. A place on
   the sheet is one of the world at zoom 0 (256 pixels wide) times `scale`, less `x` and `y`. */

const WORLD_PX = 256;
const ROW_PX = 4;
const HALF_TURN = 180;

/** Project degrees to the pixels of the world at zoom 0, as the map does (EPSG:3857). */
export const worldX = (lon) => (lon / (2 * HALF_TURN) + 0.5) * WORLD_PX;
export const worldY = (lat) =>
  (0.5 - Math.asinh(Math.tan((lat * Math.PI) / HALF_TURN)) / (2 * Math.PI)) * WORLD_PX;

/* Undo the coding of an arc of basemap.json, and project it. */
function arcOf(deltas, scale) {
  let [x, y] = [0, 0];
  const points = new Float64Array(deltas.length);
  let [top, bottom, left] = [Infinity, -Infinity, Infinity];
  for (let i = 0; i < deltas.length; i += 2) {
    x += deltas[i];
    y += deltas[i + 1];
    points[i] = worldX(x / scale);
    points[i + 1] = worldY(y / scale);
    top = Math.min(top, points[i + 1]);
    bottom = Math.max(bottom, points[i + 1]);
    left = Math.min(left, points[i]);
  }
  return { points, top, bottom, left, owners: [] };
}

/**
 * Prepare the world once: arcs with the states that they bound, seas with their bounds.
 *
 * @param {object} world basemap.json.
 * @returns {object} `arcs`, `seas` (id → boxes [left, top, right, bottom] in the world) and
 *   `neighbours` (state → set of states).
 */
export function prepare({ arcs, scale, states, labels }) {
  const made = arcs.map((deltas) => arcOf(deltas, scale));
  for (const [state, polygons] of Object.entries(states)) {
    for (const ref of polygons.flat(2)) made[ref < 0 ? ~ref : ref].owners.push(state);
  }
  const neighbours = new Map(Object.keys(states).map((state) => [state, new Set()]));
  for (const { owners } of made) {
    for (const one of owners) {
      for (const other of owners) if (one !== other) neighbours.get(one).add(other);
    }
  }
  const seas = new Map();
  for (const { kind, id, within = [] } of labels) {
    if (kind !== "sea") continue;
    seas.set(
      id,
      within.map(([west, south, east, north]) => [
        worldX(west),
        worldY(north),
        worldX(east),
        worldY(south),
      ]),
    );
  }
  return { arcs: made, seas, neighbours };
}

/** Intersect two sorted lists of spans. */
export function common(one, other) {
  const found = [];
  let [i, j] = [0, 0];
  while (i < one.length && j < other.length) {
    const a = Math.max(one[i][0], other[j][0]);
    const b = Math.min(one[i][1], other[j][1]);
    if (b > a) found.push([a, b]);
    if (one[i][1] < other[j][1]) i += 1;
    else j += 1;
  }
  return found;
}

/* Gather the points at which the states' bounds cross each row. */
function crossings({ arcs }, { x, y, scale, width, rows }) {
  const found = new Map();
  const listOf = (state) => {
    if (!found.has(state)) found.set(state, Array.from({ length: rows }));
    return found.get(state);
  };
  const firstBelow = (at) => Math.ceil((at * scale - y) / ROW_PX - 0.5);
  for (const { points, top, bottom, left, owners } of arcs) {
    // what lies right of the sheet ends spans that the sheet's edge ends as well
    if (firstBelow(bottom) <= 0 || firstBelow(top) >= rows || left * scale - x > width) continue;
    const lists = owners.map(listOf);
    for (let i = 2; i < points.length; i += 2) {
      const [y0, y1] = [points[i - 1], points[i + 1]];
      let [from, to] = [firstBelow(y0), firstBelow(y1)];
      if (from === to) continue;
      if (from > to) [from, to] = [to, from];
      const [x0, slope] = [points[i - 2], (points[i] - points[i - 2]) / (y1 - y0)];
      for (let row = Math.max(from, 0); row < Math.min(to, rows); row += 1) {
        const at = ((row + 0.5) * ROW_PX + y) / scale;
        const crossed = (x0 + (at - y0) * slope) * scale - x;
        for (const list of lists) (list[row] ??= []).push(crossed);
      }
    }
  }
  return found;
}

/* Turn sorted crossings into spans on the sheet. */
function spansOf(crossed, width) {
  if (!crossed) return [];
  crossed.sort((a, b) => a - b);
  const spans = [];
  for (let i = 0; i < crossed.length; i += 2) {
    const a = Math.max(0, crossed[i]);
    const b = Math.min(width, crossed[i + 1] ?? width);
    if (b > a) spans.push([a, b]);
  }
  return spans;
}

function waterOf(land, width) {
  const sorted = land.toSorted((a, b) => a[0] - b[0]);
  const spans = [];
  let from = 0;
  for (const [a, b] of sorted) {
    if (a > from) spans.push([from, a]);
    from = Math.max(from, b);
  }
  if (from < width) spans.push([from, width]);
  return spans;
}

/** What lies on one sheet. */
export class Ground {
  constructor(prepared, { x, y, scale, width, height }) {
    const rows = Math.max(1, Math.floor(height / ROW_PX));
    const found = crossings(prepared, { x, y, scale, width, rows });
    this.count = rows;
    this.states = new Map();
    const land = Array.from({ length: rows }, () => []);
    for (const [state, lists] of found) {
      const spans = lists.map((list) => spansOf(list, width));
      for (let row = 0; row < rows; row += 1) {
        spans[row] ??= [];
        land[row].push(...spans[row]);
      }
      if (spans.some((row) => row.length)) this.states.set(state, spans);
    }
    this.water = land.map((spans) => waterOf(spans, width));
    this.seas = new Map();
    for (const [id, boxes] of prepared.seas) {
      const inPixels = boxes.map(([left, top, right, bottom]) => [
        left * scale - x,
        top * scale - y,
        right * scale - x,
        bottom * scale - y,
      ]);
      const seen = ([left, top, right, bottom]) =>
        left < width && right > 0 && top < height && bottom > 0;
      if (inPixels.some(seen)) this.seas.set(id, inPixels);
    }
    this.cached = new Map();
  }

  /* List the spans of a sea in each row. */
  sea(id) {
    const boxes = this.seas.get(id) ?? [];
    return this.water.map((spans, row) => {
      const y = (row + 0.5) * ROW_PX;
      const within = boxes
        .filter(([, top, , bottom]) => top <= y && y <= bottom)
        .map(([left, , right]) => [left, right])
        .sort((a, b) => a[0] - b[0]);
      return common(spans, within);
    });
  }

  /** List the spans that a state or sea fills in each row; none where it is not on the sheet. */
  area(kind, id) {
    const key = `${kind}.${id}`;
    if (!this.cached.has(key)) {
      this.cached.set(key, kind === "sea" ? this.sea(id) : (this.states.get(id) ?? []));
    }
    return this.cached.get(key);
  }

  /** List where a box of this height may begin and end within an area: y of its middle, spans. */
  rooms(kind, id, height) {
    const needed = Math.ceil(height / ROW_PX);
    const key = `${kind}.${id}.${needed}`;
    if (this.cached.has(key)) return this.cached.get(key);
    const area = this.area(kind, id);
    const found = [];
    for (let row = 0; row + needed <= area.length; row += 1) {
      let spans = area[row];
      for (let k = 1; k < needed && spans.length; k += 1) spans = common(spans, area[row + k]);
      if (spans.length) found.push({ y: (row + needed / 2) * ROW_PX, spans });
    }
    this.cached.set(key, found);
    return found;
  }

  /** Tell whether a point of the sheet lies in one of these areas: ids of states, ids of seas. */
  within({ x, y }, states, seas) {
    const row = Math.min(this.count - 1, Math.max(0, Math.floor(y / ROW_PX)));
    const inSpans = (area) => area.length > 0 && area[row].some(([a, b]) => a <= x && x <= b);
    return (
      states.some((id) => inSpans(this.area("state", id))) ||
      seas.some((id) => inSpans(this.area("sea", id)))
    );
  }
}
