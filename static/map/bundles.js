/* Where lines lie and how wide they are: those that share ground run side by side.

   `placed` is what all that is drawn, hit and named goes by. Where the lines go side by side follows
   in three steps, anew for each zoom (decision 0022).

   1. Legs that continue each other are one strand, so that nothing jumps where a leg ends.
   2. The plan: where two strands come nearer on the screen than their widths allow, the one that
      turns off to the left at the end of the stretch lies on the left all along it.
   3. Across each point of a strand, the strands beside it are moved apart in that order by as little
      as can be, the wide ones least; along the strand this is smoothed, so that it begins and ends
      gently.

   Nothing here asks Leaflet: `lay` takes lines and widths and gives points. */

/* Width in pixels at zoom 4 of a line that shows no amount, by mode; each zoom step adds a little, up
   to zoom 8. */
const WIDTH = { pipeline: 3, sea: 2.6, rail: 1.8 };
const WIDTH_PER_ZOOM = 0.25;
const ZOOM_THIN = 4;
const ZOOM_STEPS = 4;
const FOREMOST = 1.45; // how much wider what is foremost is
const THINNEST_PX = 0.8; // a flow of next to nothing is still a line

/* Width of a line by what moved: linear, so that twice the oil is twice the width. */
const PX_PER_MT = 0.3;
const MT_PER_ZOOM = 0.05; // by this part it grows with each step
const LEAST_PX = 1.2; // nothing moved, or next to nothing
export const UNKNOWN_PX = 1.6;
export const UNKNOWN_BAND_PX = 7; // the soft band round it: as wide as it might be, nobody knows
const RAIL_SPACE_PX = 4; // sleepers stand out on both sides

/** Return whether a leg is drawn foremost. */
export const foremost = ({ shown }, id, leg) =>
  shown.strong.includes(id) || leg.corridors.includes(shown.focus);

const stepsOf = ({ map }) => Math.max(0, Math.min(map.getZoom() - ZOOM_THIN, ZOOM_STEPS));

/** Return what years.json says of the year shown; undefined where widths show no amount. */
export const yearOf = ({ years, shown }) =>
  shown.lines === "moved" ? years?.years[shown.year] : undefined;

/** Return what moved by a leg in the year shown: [low, drawn, high] in Mt, null where that is not
 *  known, undefined where it carries no oil by its nature or widths show no amount. */
export const movedBy = (state, id) =>
  state.shown.width[id] === undefined ? yearOf(state)?.legs[id] : undefined;

/** Return the width in pixels of an amount in Mt. */
export const pxOf = (state, mt) =>
  Math.max(LEAST_PX, mt * PX_PER_MT * (1 + stepsOf(state) * MT_PER_ZOOM));

/** Return a leg's width in pixels at the map's zoom. */
export function widthOf(state, id, leg) {
  const given = state.shown.width[id];
  if (given !== undefined) return Math.max(THINNEST_PX, given);
  const moved = movedBy(state, id);
  if (moved === null) return UNKNOWN_PX;
  if (moved) return pxOf(state, moved[1]);
  const width = (WIDTH[leg.mode] ?? WIDTH.rail) + stepsOf(state) * WIDTH_PER_ZOOM;
  return width * (foremost(state, id, leg) ? FOREMOST : 1);
}

/** Return the width in pixels of the pale band under a leg: as much as may have moved. */
export function bandOf(state, id) {
  const moved = movedBy(state, id);
  if (moved === null) return UNKNOWN_BAND_PX;
  return moved ? pxOf(state, moved[2]) : 0;
}

/** Return the width in pixels in which a leg shown is drawn. */
export const weightOf = (state, id) => widthOf(state, id, state.lines.legs[id]);

/* The width that a leg takes beside others, with all that is drawn of it. */
function spaceOf(state, id, leg) {
  const width = widthOf(state, id, leg) + (leg.mode === "rail" ? RAIL_SPACE_PX : 0);
  return Math.max(width, bandOf(state, id));
}

const PLANS = 12; // kept: the zooms that a reader goes through

/**
 * Return where the legs shown lie: leg → {x, y, u}, see `lay`, in pixels of the world at this zoom.
 *
 * It is worked out when it is first asked for, and again when a leg, a width or the zoom is another:
 * `state.laid` is emptied then.
 */
export function laidOut(state) {
  const zoom = state.map.getZoom();
  if (state.laid?.zoom === zoom) return state.laid.legs;
  const { visible, lines, plans } = state;
  const legs = visible.map((id) => lines.legs[id]);
  const widths = visible.map((id, i) => spaceOf(state, id, legs[i]));
  const key = JSON.stringify([zoom, lines === state.base, visible, widths]);
  if (!plans.known.has(key)) {
    if (plans.known.size >= PLANS) plans.known.delete(plans.known.keys().next().value);
    const found = lay(legs, widths, zoom, plans.cache);
    plans.known.set(key, new Map(visible.map((id, i) => [id, found[i]])));
  }
  state.laid = { zoom, legs: plans.known.get(key) };
  return state.laid.legs;
}

/* The points of a leg from one of its own points to another; `from` is where pixels are counted. */
function pointsOf({ x, y, u }, from, start, end) {
  const points = [];
  const add = (px, py) => points.push({ x: px - from.x, y: py - from.y });
  const between = (i, at) => {
    const t = (at - u[i]) / (u[i + 1] - u[i]);
    add(x[i] + t * (x[i + 1] - x[i]), y[i] + t * (y[i + 1] - y[i]));
  };
  for (let i = 0; i < u.length; i += 1) {
    if (i && u[i - 1] < start && u[i] > start) between(i - 1, start);
    if (u[i] >= start && u[i] <= end) add(x[i], y[i]);
    if (i + 1 < u.length && u[i] < end && u[i + 1] > end) between(i, end);
  }
  return points;
}

/** Return where a leg shown lies, or what is between two of its own points, in Leaflet's layers. */
export const onLayer = (state, id, start = 0, end = Infinity) =>
  pointsOf(laidOut(state).get(id), state.map.getPixelOrigin(), start, end);

/** Return where the lines drawn lie: leg → points in pixels of the map's box. */
export function placed(state) {
  const from = state.map.getPixelBounds().min;
  return new Map([...laidOut(state)].map(([id, laid]) => [id, pointsOf(laid, from, 0, Infinity)]));
}

/* ---------- lines on the screen ---------- */

const TILE_PX = 256; // the world at zoom 0
const GAP_PX = 2; // between two lines side by side
const CELL_PX = 40; // of the grid in which neighbours are looked up
const REACH_PX = 30; // how far to the side neighbours are looked for
const DETAIL_PX = 0.6; // a point that moves a line by less is left out
const STEP_PX = 8; // from point to point where lines may be moved
const STRAIGHT = 0.76; // cosine: lines that meet at a wider angle cross, they do not run together
const SMOOTH = 2; // points on either side over which the move is smoothed, twice
const JOIN_PX = 26; // along which a branch is led to the line that it leaves
const TURN = 0.3; // cosine of the sharpest bend at which one leg continues another
const BEARING = 6; // points from its end, by which a leg's direction there is told
const LOOK_PX = 160; // how far beyond a stretch it is seen which line turns off where
const GAP_POINTS = 3; // a stretch goes on where it is interrupted for so few points
const HOLD_PX = 12; // lines that part by no more than this keep their sides
const CROSSING = 5; // a stretch shorter than so many separations is a crossing, where sides change

/* Turn (lon, lat) into pixels of the world at zoom 0, as Leaflet does; `keep` is how far each point
   lies from the line without it, in the manner of Douglas and Peucker: a point counts at a zoom where
   that is seen. */
function worldOf(cache, leg) {
  let known = cache.get(leg.line);
  if (!known) {
    const count = leg.line.length;
    const x = new Float64Array(count);
    const y = new Float64Array(count);
    leg.line.forEach(([lon, lat], i) => {
      const up = Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / (2 * Math.PI);
      x[i] = TILE_PX * (lon / 360 + 0.5);
      y[i] = TILE_PX * (0.5 - up);
    });
    known = { x, y, keep: keptAt(x, y) };
    cache.set(leg.line, known);
  }
  return known;
}

function keptAt(x, y) {
  const keep = new Float64Array(x.length).fill(Infinity);
  const parts = [[0, x.length - 1, Infinity]];
  for (let part = parts.pop(); part; part = parts.pop()) {
    const [from, to, above] = part;
    const dx = x[to] - x[from];
    const dy = y[to] - y[from];
    const square = dx * dx + dy * dy || 1;
    let [most, at] = [-1, from];
    for (let i = from + 1; i < to; i += 1) {
      const t = ((x[i] - x[from]) * dx + (y[i] - y[from]) * dy) / square;
      const on = Math.max(0, Math.min(1, t));
      const away = Math.hypot(x[i] - x[from] - on * dx, y[i] - y[from] - on * dy);
      if (away > most) [most, at] = [away, i];
    }
    if (at === from) continue;
    keep[at] = Math.min(most, above);
    parts.push([from, at, keep[at]], [at, to, keep[at]]);
  }
  return keep;
}

/* The unit vector in which a leg leaves its first point, or its last. */
function bearing(flat, atEnd) {
  const last = flat.x.length - 1;
  const step = Math.min(BEARING, last);
  const [from, to] = atEnd ? [last, last - step] : [0, step];
  const [x, y] = [flat.x[to] - flat.x[from], flat.y[to] - flat.y[from]];
  const length = Math.hypot(x, y) || 1;
  return [x / length, y / length];
}

const share = (a, b) =>
  a.corridors.length && b.corridors.length
    ? a.corridors.some((id) => b.corridors.includes(id))
    : a.corridors.length === b.corridors.length;

/* List the ends of legs by where they lie: end 2i is where leg i begins, 2i + 1 where it ends. */
function nodesOf(legs) {
  const nodes = new Map();
  legs.forEach(({ line }, i) => {
    for (const atEnd of [0, 1]) {
      const key = String(line.at(-atEnd));
      if (!nodes.has(key)) nodes.set(key, []);
      nodes.get(key).push(2 * i + atEnd);
    }
  });
  return nodes;
}

/* Pair the ends of legs that continue each other, the straightest first. */
function continued(legs, flats, nodes) {
  const pairs = [];
  for (const ends of nodes.values()) {
    ends.forEach((a, n) => {
      for (const b of ends.slice(n + 1)) {
        if (a >> 1 === b >> 1 || !share(legs[a >> 1], legs[b >> 1])) continue;
        const [p, q] = [a, b].map((end) => bearing(flats[end >> 1], end & 1));
        const turn = p[0] * q[0] + p[1] * q[1];
        if (turn < TURN) pairs.push({ a, b, turn });
      }
    });
  }
  pairs.sort((p, q) => p.turn - q.turn || p.a - q.a || p.b - q.b);
  const next = new Map();
  for (const { a, b } of pairs) {
    if (!next.has(a) && !next.has(b)) next.set(a, b).set(b, a);
  }
  return next;
}

/* Join legs to strands: lists of [leg's number, whether it is walked backwards]. */
function strandsOf(legs, next) {
  const done = new Set();
  const strands = [];
  const walk = (start) => {
    const strand = [];
    for (let end = start; end !== undefined && !done.has(end >> 1); end = next.get(end ^ 1)) {
      done.add(end >> 1);
      strand.push([end >> 1, Boolean(end & 1)]);
    }
    if (strand.length) strands.push(strand);
  };
  for (let end = 0; end < 2 * legs.length; end += 1) if (!next.has(end)) walk(end);
  for (let end = 0; end < 2 * legs.length; end += 2) walk(end); // rings
  return strands;
}

/* Lay the legs of a strand out as points: x, y, number of the leg, place in the leg's own line. */
function tracedOf(strand, flats, scale) {
  const out = { x: [], y: [], leg: [], u: [] };
  for (const [number, backwards] of strand) {
    const { x, y, keep } = flats[number];
    const count = x.length;
    for (let k = 0; k < count; k += 1) {
      const i = backwards ? count - 1 - k : k;
      if (keep[i] * scale < DETAIL_PX) continue;
      out.x.push(x[i] * scale);
      out.y.push(y[i] * scale);
      out.leg.push(number);
      out.u.push(i);
    }
  }
  return out;
}

/* Enter the pieces of all strands into a grid. The pieces of a cell are a chain: `head` of its first,
   `next` of each one's following, −1 at the end; `strand` and `piece` say what each is. */
function gridOf(traced) {
  let [left, top, low] = [Infinity, Infinity, -Infinity];
  for (const { x, y } of traced) {
    for (let i = 0; i < x.length; i += 1) {
      if (x[i] < left) left = x[i];
      if (y[i] < top) top = y[i];
      if (y[i] > low) low = y[i];
    }
  }
  const rows = Math.ceil((low - top + 2 * REACH_PX) / CELL_PX) + 2;
  const grid = {
    left: left - REACH_PX,
    top: top - REACH_PX,
    rows,
    head: new Map(),
    next: [],
    strand: [],
    piece: [],
  };
  traced.forEach(({ x, y }, s) => {
    for (let i = 0; i + 1 < x.length; i += 1) {
      const dx = x[i + 1] - x[i];
      const dy = y[i + 1] - y[i];
      // a long piece would fill a whole field of cells
      const parts = Math.ceil(Math.max(Math.abs(dx), Math.abs(dy)) / CELL_PX) || 1;
      for (let k = 0; k < parts; k += 1) {
        const x0 = x[i] + (k / parts) * dx;
        const y0 = y[i] + (k / parts) * dy;
        const x1 = x0 + dx / parts;
        const y1 = y0 + dy / parts;
        enter(grid, s, i, [Math.min(x0, x1), Math.min(y0, y1), Math.max(x0, x1), Math.max(y0, y1)]);
      }
    }
  });
  return grid;
}

/* Add a piece to the chains of the cells that its box touches. */
function enter(grid, s, i, [left, top, right, low]) {
  const { rows, head, next, strand, piece } = grid;
  const c1 = columnOf(grid, right);
  const r0 = rowOf(grid, top);
  const r1 = rowOf(grid, low);
  for (let c = columnOf(grid, left); c <= c1; c += 1) {
    for (let r = r0; r <= r1; r += 1) {
      const cell = c * rows + r;
      const first = head.get(cell) ?? -1;
      if (first >= 0 && piece[first] === i && strand[first] === s) continue;
      head.set(cell, next.length);
      next.push(first);
      strand.push(s);
      piece.push(i);
    }
  }
}

const columnOf = (grid, x) => Math.floor((x - grid.left) / CELL_PX);
const rowOf = (grid, y) => Math.floor((y - grid.top) / CELL_PX);

/* List the cells with another strand in them or beside them. */
function crowdedOf({ head, next, strand, rows }) {
  const MANY = -1;
  const strands = new Map(); // cell → its only strand, or MANY
  for (const [cell, first] of head) {
    let only = strand[first];
    for (let k = next[first]; k >= 0 && only !== MANY; k = next[k]) {
      if (strand[k] !== only) only = MANY;
    }
    strands.set(cell, only);
  }
  const around = [-1, 0, 1].flatMap((c) => [-1, 0, 1].map((r) => c * rows + r));
  const crowded = new Set();
  for (const [cell, own] of strands) {
    let many = own === MANY;
    for (let i = 0; i < around.length && !many; i += 1) {
      const other = strands.get(cell + around[i]);
      many = other !== undefined && other !== own;
    }
    if (many) crowded.add(cell);
  }
  return crowded;
}

/* Set points close enough where lines may be moved: `near` says where, `set` which are the line's
   own, `first` is each piece's first point, `part` how far along its piece each point is. */
function sampledOf({ x, y, leg, u }, grid, crowded) {
  const out = { x: [], y: [], leg: [], u: [], near: [], set: [], part: [], first: [] };
  const last = x.length - 1;
  const crowdAt = (px, py) => crowded.has(columnOf(grid, px) * grid.rows + rowOf(grid, py));
  const add = (i, px, py, part, near) => {
    out.x.push(px);
    out.y.push(py);
    out.leg.push(leg[i]);
    out.u.push(part ? u[i] + part * (u[i + 1] - u[i]) : u[i]);
    out.near.push(near);
    out.set.push(part === 0);
    out.part.push(part);
  };
  let here = crowdAt(x[0], y[0]);
  for (let i = 0; i < last; i += 1) {
    const dx = x[i + 1] - x[i];
    const dy = y[i + 1] - y[i];
    const steps = Math.ceil(Math.sqrt(dx * dx + dy * dy) / STEP_PX) || 1;
    out.first.push(out.x.length);
    let was = true;
    for (let k = 0; k < steps; k += 1) {
      const [p, q] = [k / steps, (k + 1) / steps];
      const there = crowdAt(x[i] + q * dx, y[i] + q * dy);
      const near = here || there;
      if (k === 0 || near || was) add(i, x[i] + p * dx, y[i] + p * dy, p, near);
      here = there;
      was = near;
    }
  }
  out.first.push(out.x.length);
  add(last, x[last], y[last], 0, here);
  return out;
}

/* The point at which a strand is a part of the way along one of its pieces. */
function pointAt({ first, part }, piece, t) {
  let [low, high] = [first[piece], first[piece + 1] - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (part[middle] <= t) low = middle;
    else high = middle - 1;
  }
  return low;
}

/* Smooth a series over its neighbours; towards an end over fewer, as many on both sides. */
function smoothed(values, reach) {
  const { length } = values;
  const sums = new Float64Array(length + 1);
  for (let i = 0; i < length; i += 1) sums[i + 1] = sums[i] + values[i];
  const out = new Float64Array(length);
  for (let i = 0; i < length; i += 1) {
    const k = Math.min(reach, i, length - 1 - i);
    out[i] = (sums[i + k + 1] - sums[i - k]) / (2 * k + 1);
  }
  return out;
}

/* Add the unit vectors along a strand, smoothed: its left is (ty, −tx). */
function withTangents(sampled) {
  const { x, y } = sampled;
  const count = x.length;
  const tx = new Float64Array(count);
  const ty = new Float64Array(count);
  for (let i = 0; i < count; i += 1) {
    const a = i ? i - 1 : 0;
    const b = i < count - 1 ? i + 1 : i;
    const dx = x[b] - x[a];
    const dy = y[b] - y[a];
    const length = Math.sqrt(dx * dx + dy * dy) || 1;
    tx[i] = dx / length;
    ty[i] = dy / length;
  }
  sampled.tx = smoothed(tx, 2);
  sampled.ty = smoothed(ty, 2);
  for (let i = 0; i < count; i += 1) {
    const length = Math.hypot(sampled.tx[i], sampled.ty[i]) || 1;
    sampled.tx[i] /= length;
    sampled.ty[i] /= length;
  }
  return sampled;
}

/* ---------- which strand lies beside which ---------- */

/* List the strands that the normal through a point meets, each once, where it is nearest: strand,
   x (pixels to the left), point of that strand, and whether it runs the same way. */
function sectionAt(s, i, strands, traced, grid) {
  const own = strands[s];
  const px = own.x[i];
  const py = own.y[i];
  const ux = own.tx[i];
  const uy = own.ty[i];
  const hits = [];
  const wide = REACH_PX * Math.abs(uy);
  const high = REACH_PX * Math.abs(ux);
  const c1 = columnOf(grid, px + wide);
  const r0 = rowOf(grid, py - high);
  const r1 = rowOf(grid, py + high);
  for (let c = columnOf(grid, px - wide); c <= c1; c += 1) {
    for (let r = r0; r <= r1; r += 1) {
      const first = grid.head.get(c * grid.rows + r);
      for (let k = first === undefined ? -1 : first; k >= 0; k = grid.next[k]) {
        const other = grid.strand[k];
        if (other === s) continue;
        const line = traced[other];
        const j = grid.piece[k];
        const ax = line.x[j] - px;
        const ay = line.y[j] - py;
        const bx = line.x[j + 1] - px;
        const by = line.y[j + 1] - py;
        const ta = ax * ux + ay * uy;
        const tb = bx * ux + by * uy;
        if (ta <= 0 === tb <= 0) continue;
        const na = ax * uy - ay * ux;
        const across = bx * uy - by * ux - na;
        const along = tb - ta;
        if (along * along < STRAIGHT * STRAIGHT * (along * along + across * across)) continue;
        const t = -ta / along;
        note(hits, other, na + t * across, along > 0 ? 1 : -1, pointAt(strands[other], j, t));
      }
    }
  }
  return hits;
}

/* Add what a normal met to its section, unless it met that strand nearer by. */
function note(hits, strand, x, way, point) {
  if (x > REACH_PX || x < -REACH_PX) return;
  const hit = { strand, x, point, way, width: 0 };
  for (let k = 0; k < hits.length; k += 1) {
    if (hits[k].strand !== strand) continue;
    if (Math.abs(hits[k].x) > Math.abs(x)) hits[k] = hit;
    return;
  }
  hits.push(hit);
}

const apart = (a, b) => (a + b) / 2 + GAP_PX;

/* Go on along two strands from where they are side by side, until they are `gap` apart: return on
   which side of `a` (1 left, −1 right) `b` is by then, 0 where one of them ends before. */
function turnsOff(a, i, stepA, b, j, stepB, gap) {
  let [lengthA, lengthB] = [0, 0];
  let [m, n] = [i, j];
  while (lengthA < LOOK_PX) {
    const [m1, n1] = [m + stepA, n + stepB];
    if (lengthA <= lengthB) {
      if (m1 < 0 || m1 >= a.x.length) return 0;
      lengthA += Math.hypot(a.x[m1] - a.x[m], a.y[m1] - a.y[m]);
      m = m1;
    } else {
      if (n1 < 0 || n1 >= b.x.length) return 0;
      lengthB += Math.hypot(b.x[n1] - b.x[n], b.y[n1] - b.y[n]);
      n = n1;
    }
    const across = (b.x[n] - a.x[m]) * a.ty[m] - (b.y[n] - a.y[m]) * a.tx[m];
    if (Math.abs(across) >= gap) return Math.sign(across);
  }
  return 0;
}

const STRANDS = 1024; // more than there are
const UNPLANNED = 2;
const CROSSES = 0;

/* Fill in on which side of a strand another one lies along one stretch. Where it is not the same side
   at both ends, they cross where that moves them least. */
function decide(sides, a, b, points, hits, gap) {
  const [from, to] = [points[0], points.at(-1)];
  const [start, end] = [hits.get(from), hits.get(to)];
  const before = turnsOff(a, from, -1, b, start.point, -start.way, gap);
  const after = turnsOff(a, to, 1, b, end.point, end.way, gap);
  const side = after || before || 1;
  sides.fill(side, from, to + 1);
  if (!before || !after || before === after) return;
  const close = points.filter((i) => Math.abs(hits.get(i).x) < gap);
  if (close.length * STEP_PX < CROSSING * gap) {
    sides.fill(CROSSES, from, to + 1);
    return;
  }
  let [wrong, least, at] = [0, 0, from];
  for (const i of points) {
    const { x } = hits.get(i);
    if (Math.abs(x) >= 1) wrong += Math.sign(x) === before ? -1 : 1;
    if (wrong < least) [least, at] = [wrong, i + 1];
  }
  sides.fill(before, from, at);
}

/* Plan the sides of all pairs: a and b (a < b) in one key → for each point of a, on which side of it b lies. */
function planned(strands, sections, widths) {
  const plan = new Map();
  strands.forEach((a, s) => {
    const beside = new Map(); // other strand → point → hit
    sections[s].forEach((hits, i) => {
      for (const hit of hits ?? []) {
        if (
          hit.strand < s ||
          Math.abs(hit.x) > HOLD_PX + apart(widths[s][i], widths[hit.strand][hit.point])
        )
          continue;
        if (!beside.has(hit.strand)) beside.set(hit.strand, new Map());
        beside.get(hit.strand).set(i, hit);
      }
    });
    for (const [other, hits] of beside) {
      const sides = new Int8Array(a.x.length).fill(UNPLANNED);
      const gapAt = (i) => apart(widths[s][i], widths[other][hits.get(i).point]);
      const points = [...hits.keys()];
      for (let k = 0; k < points.length;) {
        let m = k;
        while (m + 1 < points.length && points[m + 1] - points[m] <= GAP_POINTS) m += 1;
        const run = points.slice(k, m + 1);
        const gap = Math.max(...run.map(gapAt));
        if (run.some((i) => Math.abs(hits.get(i).x) < gapAt(i))) {
          decide(sides, a, strands[other], run, hits, gap);
        }
        k = m + 1;
      }
      plan.set(s * STRANDS + other, sides);
    }
  });
  return plan;
}

/* Return on which side of one member of a section another one is planned to lie, seen along the
   section's normal: 1 to the left, −1 to the right, CROSSES or UNPLANNED. */
function sideIn(plan, a, b) {
  const [low, high] = a.strand < b.strand ? [a, b] : [b, a];
  const sides = plan.get(low.strand * STRANDS + high.strand);
  if (!sides) return UNPLANNED;
  const side = sides[low.point];
  if (side === UNPLANNED || side === CROSSES) return side;
  return side * low.way * (low === a ? 1 : -1);
}

/* Whether nothing in a section is too near: one other line, far enough and with no side planned. */
const isFree = ([own, other, more], plan) =>
  !more &&
  Math.abs(other.x) >= apart(own.width, other.width) &&
  sideIn(plan, own, other) === UNPLANNED;

/* On which side of one member of a section another one is to lie: as planned, else as it lies. */
function orderOf(plan, a, b) {
  const side = sideIn(plan, a, b);
  if (side !== UNPLANNED && side !== CROSSES) return side;
  return Math.sign(b.x - a.x) || (a.strand < b.strand ? a.way : -b.way);
}

/* Put the members of a section in the order in which they are to lie. */
function ranked(members, plan) {
  for (const member of members) member.rank = 0;
  for (let a = 0; a < members.length; a += 1) {
    for (let b = a + 1; b < members.length; b += 1) {
      const later = orderOf(plan, members[a], members[b]) > 0 ? b : a;
      members[later].rank += 1;
    }
  }
  return [...members].sort((p, q) => p.rank - q.rank || p.x - q.x || p.strand - q.strand);
}

/* Move the members of a section apart, in their order, by as little as can be, wide ones least: the
   pools of adjacent violators. Return where the first member given lies then. */
function settled(members, plan) {
  if (isFree(members, plan)) return 0;
  const [own] = members;
  const pools = [];
  let [reached, before, offset] = [0, null, 0];
  for (const member of ranked(members, plan)) {
    if (before && sideIn(plan, before, member) !== CROSSES) {
      reached += apart(before.width, member.width);
    }
    before = member;
    if (member === own) offset = reached;
    const { x, width } = member;
    let pool = { sum: (x - reached) * width, weight: width, own: member === own };
    while (pools.length && pools.at(-1).sum * pool.weight > pool.sum * pools.at(-1).weight) {
      const last = pools.pop();
      pool = {
        sum: last.sum + pool.sum,
        weight: last.weight + pool.weight,
        own: last.own || pool.own,
      };
    }
    pools.push(pool);
  }
  const pool = pools.find((one) => one.own);
  return offset + pool.sum / pool.weight;
}

/* ---------- the lines as they are drawn ---------- */

/* Find the ends of legs in the strands: end → [strand, point, whether the strand goes on there]. */
function endsOf(legs, strands) {
  const where = new Map();
  strands.forEach(({ leg, u, x }, s) => {
    for (let i = 0; i < x.length; i += 1) {
      const last = legs[leg[i]].line.length - 1;
      if (u[i] !== 0 && u[i] !== last) continue;
      where.set(2 * leg[i] + (u[i] === last ? 1 : 0), [s, i, i > 0 && i < x.length - 1]);
    }
  });
  return where;
}

/* Lead the ends of strands to the strand that they leave or join. */
function joined(legs, nodes, strands, moved) {
  const where = endsOf(legs, strands);
  for (const ends of nodes.values()) {
    const [main] = [...ends].sort((a, b) => where.get(b)[2] - where.get(a)[2] || a - b);
    const [t, j] = where.get(main);
    for (const end of ends) {
      const [s, i, through] = where.get(end);
      if (s === t || through || !share(legs[end >> 1], legs[main >> 1])) continue;
      const by = { x: moved[t].x[j] - moved[s].x[i], y: moved[t].y[j] - moved[s].y[i] };
      lead(strands[s], moved[s], i, by);
    }
  }
}

/* Move the end of a strand, and what comes before it ever less. */
function lead({ x, y }, moved, end, by) {
  const step = end === 0 ? 1 : -1;
  let length = 0;
  for (let k = end; k >= 0 && k < x.length && length < JOIN_PX; k += step) {
    const part = 1 - length / JOIN_PX;
    moved.x[k] += by.x * part;
    moved.y[k] += by.y * part;
    length += Math.hypot(x[k + step] - x[k], y[k + step] - y[k]) || 0;
  }
}

/* Take out what turns back: at the inner side of a bend the points of a moved line overtake each
   other. Points that only lead straight on are left out, too; the ends of legs stay. */
function unfolded({ tx, ty, set, leg }, { x, y, still }) {
  const last = x.length - 1;
  const kept = [0];
  const back = (i, from) =>
    (x[i] - x[from]) * (tx[i] + tx[from]) + (y[i] - y[from]) * (ty[i] + ty[from]) <= 0;
  const straight = (i) => !set[i] && still[i] && still[i - 1] && still[i + 1];
  /* Whether the last point kept is passed by the end of its leg. */
  const passed = (i) => kept.length > 1 && leg[kept.at(-2)] === leg[i] && back(i, kept.at(-1));
  for (let i = 1; i <= last; i += 1) {
    const begins = leg[i] !== leg[i - 1];
    if (!begins && leg[i] === leg[i + 1]) {
      if (straight(i) || back(i, kept.at(-1))) continue;
    } else if (!begins) {
      while (passed(i)) kept.pop();
    }
    kept.push(i);
  }
  return kept;
}

/**
 * Lay lines side by side where they share ground on the screen.
 *
 * `legs` is a list of {line, corridors} with (lon, lat), `widths` their widths in pixels, `cache` a
 * WeakMap that spares work at the next call. Returns for each leg {x, y, u}: points in pixels of the
 * world at the zoom, and where in the leg's own line each stands.
 */
export function lay(legs, widths, zoom, cache = new WeakMap()) {
  const flats = legs.map((leg) => worldOf(cache, leg));
  const nodes = nodesOf(legs);
  const next = continued(legs, flats, nodes);
  const traced = strandsOf(legs, next).map((strand) => tracedOf(strand, flats, 2 ** zoom));
  const grid = gridOf(traced);
  const crowded = crowdedOf(grid);
  const strands = traced.map((line) => withTangents(sampledOf(line, grid, crowded)));
  const wide = strands.map(({ leg }) => leg.map((number) => widths[number]));
  const sections = strands.map(({ near }, s) =>
    near.map((is, i) => (is ? sectionAt(s, i, strands, traced, grid) : null)),
  );
  const plan = planned(strands, sections, wide);
  const moved = strands.map((strand, s) => {
    const by = new Float64Array(strand.x.length);
    sections[s].forEach((hits, i) => {
      if (!hits || !hits.length) return;
      for (const hit of hits) hit.width = wide[hit.strand][hit.point];
      by[i] = settled([{ strand: s, x: 0, point: i, way: 1, width: wide[s][i] }, ...hits], plan);
    });
    const gentle = smoothed(smoothed(by, SMOOTH), SMOOTH);
    for (let i = 0; i + 1 < gentle.length; i += 1) {
      // the end of a leg and the beginning of the next are one point
      if (strand.leg[i] !== strand.leg[i + 1]) {
        gentle[i] = gentle[i + 1] = (gentle[i] + gentle[i + 1]) / 2;
      }
    }
    return {
      x: Float64Array.from(gentle, (d, i) => strand.x[i] + d * strand.ty[i]),
      y: Float64Array.from(gentle, (d, i) => strand.y[i] - d * strand.tx[i]),
      still: Array.from(gentle, (d) => d === 0),
    };
  });
  joined(legs, nodes, strands, moved);
  const found = legs.map(() => ({ x: [], y: [], u: [] }));
  strands.forEach((strand, s) => {
    for (const i of unfolded(strand, moved[s])) {
      const out = found[strand.leg[i]];
      out.x.push(moved[s].x[i]);
      out.y.push(moved[s].y[i]);
      out.u.push(strand.u[i]);
    }
  });
  for (const out of found) {
    if (out.u[0] > out.u.at(-1)) for (const list of [out.x, out.y, out.u]) list.reverse();
  }
  return found;
}
