/* Where names stand: pure, without Leaflet, without the page.

   A sheet is what is seen of the map, in pixels from its left upper corner. For each name a few
   places are listed, each with its cost in points: a letter over a line costs, so does distance, so
   does a dot that could be taken for the name's own (Imhof's rules). Not to name a thing costs its
   worth. Names are set most worthy first, each at its cheapest free place; then single names are
   moved at random, what is in their way makes room, and a change is kept by the rule of simulated
   annealing (Christensen, Marks & Shieber 1995). Two names never overlap, at no step. The random
   numbers are the same each time, and so is their count: a sheet always looks the same. One point
   is about what a reader minds least, the wrong side of a dot. */

/** Space that a box keeps from the sheet's edge, and from its neighbours. */
const EDGE_PX = 3;
const GAP_PX = 1;
const CONTROL_GAP_PX = 2;

/* Lines are remembered on a grid of this size: fine enough for a letter. */
const CELL_PX = 4;
/* A segment of more steps runs far outside the sheet (a sea lane at a deep zoom). */
const MOST_STEPS = 4000;

/* Padding of a name's measured width. */
const PAD = { corridor: 4, place: 2, minor: 2, state: 3, sea: 4, area: 4, city: 4 };

/* What a name beside a dot may try: dx, dy in gaps, how it is anchored, its cost in points. To the
   right is best, as in print; above and below are worst, the line often goes there. */
const SIDES = [
  [1, 0, "start", 0],
  [-1, 0, "end", 1],
  [0.8, -0.9, "start", 1.5],
  [0.8, 0.9, "start", 1.5],
  [-0.8, -0.9, "end", 2],
  [-0.8, 0.9, "end", 2],
  [0, -1.6, "middle", 2.5],
  [0, 1.6, "middle", 2.5],
];
const FARTHER_PX = [0, 4, 8]; // the same sides again, a little farther
const FARTHER_COST = 0.5; // points a pixel
const FARTHER_SIDEWAYS = 0.7; // the part of it that goes sideways
const STRANGER_COST = 5; // a dot that could be taken for the name's own
const STRANGER_X_PX = 7; // how near to a name such a dot is
const STRANGER_Y_PX = 5;

/* From a mark's edge to its name, and the price of each cell of a line under a name, by what is
   named. */
const BESIDE = {
  place: { gap: 4.6, crossing: 0.6 }, // its own lines run into it
  minor: { gap: 3.6, crossing: 1.5 },
  city: { gap: 3.2, crossing: 2 },
  near: { gap: 5, crossing: 3 },
};

/* A name along its line. */
const ROOM = 0.9; // part of the name's width that the line must have
const STEPS_ALONG = 120;
const STEP_PX = 10;
const STRAIGHT = 0.86; // chord to length: a bent name is not read
const STEEPEST = 1.2; // radians from level
const INSET_PX = 8; // space between the ends of such a name and the sheet's edge
const PROBES = 8; // points at which the bulge of the line under a name is measured
const BULGE_COST = 1.5; // points a pixel
const STEEP_COST = 14; // points a radian
const OFF_CENTRE_COST = 0.03; // points a pixel from the middle of what is seen of the line
const OFF_CENTRE_MOST = 8;
const BELOW_COST = 2;
const ALONG_CROSSING = 5;
const ALONG_GAP_PX = 2; // between line and name
const FARTHEST_PX = 22; // from a line to its name

/* A name level beside its line, where no stretch is long enough. */
const NEAR_STEP_PX = 24; // between the points of a line that are tried
const NEAR_POINTS = 40;
const NEAR_COST = 6; // against a name along the line
const TWO_ROWS = 3; // against a name in one row
const ENOUGH = 24; // places along the line; with fewer, those beside it are listed too
const NEAR_HALO_PX = 7;
const NEAR_HALO_COST = 0.25; // points a cell of a line round the name

/* Names of states and seas, within their own area. */
const AREA_CROSSING = 2.5; // points a cell of a line under the name
const AREA_OFF_COST = 0.03; // points a pixel from where the data would have it
const AREA_OFF_MOST = 8;
const AREA_HEIGHT = 1.2; // of the letters' size
const AREA_STEP_PX = 26; // between the places tried in a row
const AREA_SLOTS = 7; // tried in a row, at most
const AREA_APART_PX = 14; // two places nearer than this are one
const OVERHANG_PX = 24; // of a name over the bounds of a small state, at each end
const OVERHANG_COST = [8, 0.4]; // points, and points a pixel

/* How many places are kept of each name. */
const KEPT = { corridor: 18, state: 16, sea: 12, area: 4, place: 16, minor: 8, city: 8 };
/* A name that stood somewhere a moment ago stands there still, unless it is much worse now. */
const STAY = 14;

/* The search: steps, and the temperature in points at its beginning and its end. */
const STEPS = 420;
const HOT = 6;
const COLD = 0.2;
const BUCKET_PX = 48; // names are looked up by squares of this size
const SEED = 20_220_401;

const TWIN_PX = 40; // terminal and town of one name, nearer than this: once is enough
const SAME_DOT_PX = 4; // two places on one spot at this zoom
const DOT_PX = 3.4;
const CITY_DOT_PX = 1.8;

const distance = (a, b) => Math.hypot(b.x - a.x, b.y - a.y);
const around = ({ x, y }, r) => [x - r, y - r, x + r, y + r];
const overlap = (a, b, gap) =>
  a[2] + gap > b[0] && a[0] - gap < b[2] && a[3] + gap > b[1] && a[1] - gap < b[3];

/* Numbers from 0 to 1, the same each time (mulberry32). */
function randomFrom(seed) {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/* What is there before any name: boxes where nothing may stand, cells of lines, dots. */
class Sheet {
  constructor({ width, height, taken, paths, measure, ground = null }) {
    Object.assign(this, { width, height, taken, measure, ground });
    this.dots = [];
    this.columns = Math.ceil(width / CELL_PX) + 1;
    this.rows = Math.ceil(height / CELL_PX) + 1;
    this.cells = new Uint8Array(this.columns * this.rows);
    for (const points of paths) {
      for (let i = 1; i < points.length; i += 1) this.trace(points[i - 1], points[i]);
    }
    this.addUp();
  }

  /* Mark the cells of a segment. */
  trace(a, b) {
    if (Math.max(a.x, b.x) < 0 || Math.min(a.x, b.x) > this.width) return;
    if (Math.max(a.y, b.y) < 0 || Math.min(a.y, b.y) > this.height) return;
    const n = Math.ceil(Math.max(Math.abs(b.x - a.x), Math.abs(b.y - a.y)) / CELL_PX) || 1;
    if (n > MOST_STEPS) return;
    for (let i = 0; i <= n; i += 1) {
      const x = a.x + ((b.x - a.x) * i) / n;
      const y = a.y + ((b.y - a.y) * i) / n;
      if (x >= 0 && y >= 0 && x < this.width && y < this.height) {
        this.cells[Math.floor(y / CELL_PX) * this.columns + Math.floor(x / CELL_PX)] = 1;
      }
    }
  }

  /* Sum the cells from the upper left corner, so that those under a box are four look-ups. */
  addUp() {
    const wide = this.columns + 1;
    this.sums = new Int32Array(wide * (this.rows + 1));
    for (let row = 0; row < this.rows; row += 1) {
      let sum = 0;
      for (let column = 0; column < this.columns; column += 1) {
        sum += this.cells[row * this.columns + column];
        this.sums[(row + 1) * wide + column + 1] = this.sums[row * wide + column + 1] + sum;
      }
    }
  }

  /* Count the cells of lines under a box. */
  crossed([x0, y0, x1, y1]) {
    const wide = this.columns + 1;
    const column = (x) => Math.max(0, Math.min(this.columns, x));
    const row = (y) => Math.max(0, Math.min(this.rows, y));
    const [left, right] = [column(Math.floor(x0 / CELL_PX)), column(Math.floor(x1 / CELL_PX) + 1)];
    const top = row(Math.floor(y0 / CELL_PX)) * wide;
    const bottom = row(Math.floor(y1 / CELL_PX) + 1) * wide;
    const { sums } = this;
    return sums[bottom + right] - sums[top + right] - sums[bottom + left] + sums[top + left];
  }

  /* Tell whether a box lies on the sheet, under no control and over no mark. */
  open(box) {
    return (
      box[0] >= EDGE_PX &&
      box[1] >= EDGE_PX &&
      box[2] <= this.width - EDGE_PX &&
      box[3] <= this.height - EDGE_PX &&
      this.taken.every((taken) => !overlap(box, taken, CONTROL_GAP_PX)) &&
      this.dots.every((dot) => !dot.firm || !overlap(box, dot.box, 0))
    );
  }

  has({ x, y }, inset = 0) {
    return x > inset && y > inset && x < this.width - inset && y < this.height - inset;
  }

  /* Count the dots that a reader could take for that of a name in this box; its own is at p. */
  strangers([x0, y0, x1, y1], p) {
    let count = 0;
    for (const d of this.dots) {
      if (d.x <= x0 - STRANGER_X_PX || d.x >= x1 + STRANGER_X_PX) continue;
      if (d.y <= y0 - STRANGER_Y_PX || d.y >= y1 + STRANGER_Y_PX) continue;
      if (distance(d, p) > 1) count += 1;
    }
    return count;
  }
}

/* List the places beside a point. */
function beside(sheet, p, width, height, { gap, crossing }) {
  const found = [];
  for (const far of FARTHER_PX) {
    for (const [i, [dx, dy, anchor, cost]] of SIDES.entries()) {
      const x = p.x + dx * gap + Math.sign(dx) * far * FARTHER_SIDEWAYS;
      const y = p.y + dy * gap + Math.sign(dy) * far;
      const left = { start: x, end: x - width, middle: x - width / 2 }[anchor];
      const box = [left, y - height / 2, left + width, y + height / 2];
      if (!sheet.open(box)) continue;
      const total =
        cost +
        far * FARTHER_COST +
        sheet.crossed(box) * crossing +
        sheet.strangers(box, p) * STRANGER_COST;
      found.push({ cost: total, x, y, anchor, angle: 0, boxes: [box], key: `${i}/${far}` });
    }
  }
  return found;
}

/* Cut a line to the runs that are on the sheet, each with the distances of its points. */
function seenRuns(sheet, points) {
  const runs = [];
  let run = null;
  const seen = (a, b) =>
    Math.max(a.x, b.x) > 0 &&
    Math.min(a.x, b.x) < sheet.width &&
    Math.max(a.y, b.y) > 0 &&
    Math.min(a.y, b.y) < sheet.height;
  for (let i = 1; i < points.length; i += 1) {
    const [a, b] = clipped(sheet, points[i - 1], points[i]);
    if (!seen(a, b)) {
      run = null;
      continue;
    }
    if (!run || a !== points[i - 1]) {
      run = { points: [a], marks: [0] };
      runs.push(run);
    }
    run.points.push(b);
    run.marks.push(run.marks.at(-1) + distance(a, b));
    if (b !== points[i]) run = null;
  }
  return runs;
}

/* Shorten a segment that begins or ends far outside: a lane at a deep zoom is 100,000 pixels long. */
function clipped({ width, height }, a, b) {
  let [t0, t1] = [0, 1];
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const most = width + height;
  if (Math.abs(dx) + Math.abs(dy) < most) return [a, b];
  for (const [p, q] of [
    [-dx, a.x],
    [dx, width - a.x],
    [-dy, a.y],
    [dy, height - a.y],
  ]) {
    if (p < 0) t0 = Math.max(t0, q / p);
    if (p > 0) t1 = Math.min(t1, q / p);
  }
  const at = (t) => ({ x: a.x + dx * t, y: a.y + dy * t });
  return [t0 > 0 ? at(t0) : a, t1 < 1 && t1 > t0 ? at(t1) : b];
}

/* Return a function from a distance along a run to the point there. */
function walker({ points, marks }) {
  let i = 1;
  return (s) => {
    while (i > 1 && marks[i - 1] > s) i -= 1;
    while (i < marks.length - 1 && marks[i] < s) i += 1;
    const f = (s - marks[i - 1]) / (marks[i] - marks[i - 1] || 1);
    const [a, b] = [points[i - 1], points[i]];
    return { x: a.x + (b.x - a.x) * f, y: a.y + (b.y - a.y) * f };
  };
}

/* Lay a name of this width over the stretch of a line round s; null where it cannot be read. */
function stretch(sheet, at, s, width) {
  let [a, b] = [at(s - width / 2), at(s + width / 2)];
  if (!sheet.has(a, INSET_PX) || !sheet.has(b, INSET_PX)) return null;
  if (a.x > b.x) [a, b] = [b, a];
  const angle = Math.atan2(b.y - a.y, b.x - a.x);
  if (distance(a, b) < width * STRAIGHT || Math.abs(angle) > STEEPEST) return null;
  const normal = { x: Math.sin(angle), y: -Math.cos(angle) }; // upwards on the screen
  let [up, down] = [0, 0];
  for (let k = 1; k < PROBES; k += 1) {
    const p = at(s - width / 2 + (width * k) / PROBES);
    const off = (p.x - a.x) * normal.x + (p.y - a.y) * normal.y;
    up = Math.max(up, off);
    down = Math.max(down, -off);
  }
  return { a, b, angle, normal, up, down };
}

/* Cover a turned name with level boxes. */
function boxesAlong(x, y, angle, width, height) {
  const n = Math.max(1, Math.round(width / height));
  return Array.from({ length: n }, (_, k) => {
    const f = ((k + 0.5) / n - 0.5) * width;
    return around({ x: x + Math.cos(angle) * f, y: y + Math.sin(angle) * f }, height / 2);
  });
}

/* Set a name of a stretch above its line (side 1) or below it (-1); null where it may not stand. */
function onSide(sheet, lies, side, { width, height, weight, extra, allowed }) {
  const { a, b, angle, normal, up, down } = lies;
  const bulge = side > 0 ? up : down;
  const off = weight / 2 + height / 2 + ALONG_GAP_PX + bulge;
  if (off - height / 2 > FARTHEST_PX) return null;
  const x = (a.x + b.x) / 2 + normal.x * side * off;
  const y = (a.y + b.y) / 2 + normal.y * side * off;
  const boxes = boxesAlong(x, y, angle, width, height);
  if (!boxes.every((box) => sheet.open(box))) return null;
  const turn = { x: Math.cos(angle), y: Math.sin(angle) };
  if (!allowed({ x, y }, width, turn)) return null;
  const cost =
    extra +
    (up + down) * BULGE_COST +
    Math.abs(angle) * STEEP_COST +
    (side < 0 ? BELOW_COST : 0) +
    boxes.reduce((sum, box) => sum + sheet.crossed(box), 0) * ALONG_CROSSING;
  return { cost, x, y, anchor: "middle", angle, boxes };
}

/* List the places of a name along its line: the straightest, freest near the middle of what is seen. */
function along(sheet, path, name) {
  const found = [];
  const { width } = name;
  for (const [part, run] of path.runs.entries()) {
    const length = run.marks.at(-1);
    if (length < width * ROOM) continue;
    const at = walker(run);
    const step = Math.max(STEP_PX, length / STEPS_ALONG);
    for (let s = width / 2; s <= length - width / 2 + 0.01; s += step) {
      const lies = stretch(sheet, at, s, width);
      const off = Math.abs(s - length / 2) * OFF_CENTRE_COST;
      const extra = name.extra + path.extra + Math.min(off, OFF_CENTRE_MOST);
      for (const side of lies ? [1, -1] : []) {
        const one = onSide(sheet, lies, side, { ...name, weight: path.weight, extra });
        if (one) found.push({ ...one, key: `${path.id}/${part}/${Math.round(s / step)}/${side}` });
      }
    }
  }
  return found;
}

/* List the places of a name level beside any point of its line, clear of it. */
function near(sheet, path, { width, height, extra, allowed }) {
  const found = [];
  const { gap, crossing } = BESIDE.near;
  for (const [part, run] of path.runs.entries()) {
    const at = walker(run);
    const length = run.marks.at(-1);
    const step = Math.max(NEAR_STEP_PX, length / NEAR_POINTS);
    for (let s = step / 2; s < length; s += step) {
      const p = at(s);
      if (!sheet.has(p)) continue;
      const off = Math.min(Math.abs(s - length / 2) * OFF_CENTRE_COST, OFF_CENTRE_MOST);
      const price = { gap: path.weight / 2 + gap, crossing };
      for (const one of beside(sheet, p, width, height, price)) {
        const [x0, y0, x1, y1] = one.boxes[0];
        if (!allowed({ x: (x0 + x1) / 2, y: (y0 + y1) / 2 }, width, { x: 1, y: 0 })) continue;
        const halo = [x0 - NEAR_HALO_PX, y0 - NEAR_HALO_PX, x1 + NEAR_HALO_PX, y1 + NEAR_HALO_PX];
        const cost =
          one.cost + NEAR_COST + extra + path.extra + off + sheet.crossed(halo) * NEAR_HALO_COST;
        found.push({ ...one, cost, key: `${path.id}/${part}/${Math.round(s)}/${one.key}` });
      }
    }
  }
  return found;
}

/* Tell whether a corridor's name stands over ground or sea that it runs through: five points of it. */
function groundOf(sheet, { runs: over }) {
  if (!sheet.ground || !over) return () => true;
  return ({ x, y }, width, turn) =>
    [-0.5, -0.25, 0, 0.25, 0.5].every((part) =>
      sheet.ground.within(
        { x: x + turn.x * width * part, y: y + turn.y * width * part },
        over.states,
        over.seas,
      ),
    );
}

function corridorPlaces(sheet, wish) {
  const found = [];
  const allowed = groundOf(sheet, wish);
  const paths = wish.paths.map((path, i) => ({
    ...path,
    id: path.id ?? i,
    runs: seenRuns(sheet, path.points),
  }));
  const widthOf = (words) => sheet.measure(words, wish.face, 0) + PAD.corridor;
  const texts = wish.texts ?? [{ text: wish.text, extra: 0 }];
  for (const [i, { text, extra }] of texts.entries()) {
    const name = { width: widthOf(text), height: wish.height, extra, allowed };
    for (const path of paths) {
      for (const one of along(sheet, path, name)) {
        found.push({ ...one, text, key: `${i}/${one.key}` });
      }
    }
  }
  if (found.length >= ENOUGH) return found;
  for (const [i, { text, extra }] of texts.entries()) {
    for (const rows of [[text], inTwo(text)]) {
      const width = Math.max(...rows.map(widthOf));
      const height = wish.height * rows.length;
      const name = { width, height, extra: extra + (rows.length - 1) * TWO_ROWS, allowed };
      for (const path of paths) {
        for (const one of near(sheet, path, name)) {
          found.push({ ...one, text, rows, key: `${i}/${rows.length}/${one.key}` });
        }
      }
    }
  }
  return found;
}

/* Break a name into two rows of about the same length, at a space or after a dash. */
export function inTwo(text) {
  const breaks = [...text.matchAll(/[ –-]/g)].map(({ index }) => index + 1);
  if (!breaks.length) return [text];
  const uneven = (at) => Math.abs(text.length - 2 * at);
  const at = breaks.reduce((one, other) => (uneven(other) < uneven(one) ? other : one));
  return [text.slice(0, at), text.slice(at)];
}

/* List the places of a state's or a sea's name in one of its settings. */
function areaPlacesOf(sheet, wish, { text, face, spacing, size, extra }, setting) {
  const width = sheet.measure(text, face, spacing) - spacing + PAD[wish.kind];
  const height = size * AREA_HEIGHT;
  const found = [];
  const at = (x, y, cost) => {
    const box = [x - width / 2, y - height / 2, x + width / 2, y + height / 2];
    if (!sheet.open(box)) return;
    let off = Infinity;
    wish.points.forEach((p, i) => {
      if (sheet.has(p)) off = Math.min(off, distance(p, { x, y }) * AREA_OFF_COST + i * 0.4);
    });
    const total = cost + extra + Math.min(off, AREA_OFF_MOST) + sheet.crossed(box) * AREA_CROSSING;
    const key = `${setting}/${Math.round(x)}/${Math.round(y)}`;
    // the space after the last letter is no part of the word
    const own = { x: x + spacing / 2, y, anchor: "middle", angle: 0, boxes: [box] };
    found.push({ ...own, cost: total, text, face, spacing, size, key });
  };
  const rooms = sheet.ground.rooms(wish.kind, wish.id, height);
  rooms.forEach(({ y, spans }, i) => {
    if (i % 2 && rooms.length > 4) return;
    for (const [left, right] of spans) {
      const [a, b] = [Math.max(left, EDGE_PX), Math.min(right, sheet.width - EDGE_PX)];
      const room = b - a - width;
      if (room < 0) continue;
      const slots = Math.min(AREA_SLOTS, 1 + Math.floor(room / AREA_STEP_PX));
      for (let k = 0; k < slots; k += 1) {
        at(a + width / 2 + room * (slots > 1 ? k / (slots - 1) : 0.5), y, 0);
      }
    }
  });
  return { found, width, at };
}

/* A small state's name may hang over its bounds, round a middle that lies in it. */
function overhanging(sheet, wish, setting, i) {
  const { found, width, at } = areaPlacesOf(sheet, wish, setting, i);
  if (found.length) return found;
  for (const { y, spans } of sheet.ground.rooms(wish.kind, wish.id, setting.size / 2)) {
    for (const [left, right] of spans) {
      const over = (width - (right - left)) / 2;
      const x = (left + right) / 2;
      if (left < EDGE_PX || right > sheet.width - EDGE_PX || over > OVERHANG_PX) continue;
      at(x, y, OVERHANG_COST[0] + Math.max(0, over) * OVERHANG_COST[1]);
    }
  }
  return found;
}

function areaPlaces(sheet, wish) {
  const settings = wish.settings ?? [{ ...wish, extra: 0 }];
  if (!sheet.ground || wish.kind === "area") return pointPlaces(sheet, wish, settings[0]);
  const found = settings.flatMap((one, i) => areaPlacesOf(sheet, wish, one, i).found);
  if (!found.length && wish.overhangs) {
    return settings.flatMap((one, i) => overhanging(sheet, wish, one, i));
  }
  return found;
}

/* Name an area at one of the points that the data names. */
function pointPlaces(sheet, wish, { text, face, spacing, size }) {
  const width = sheet.measure(text, face, spacing) + PAD[wish.kind];
  const height = size * AREA_HEIGHT;
  return wish.points.flatMap(({ x, y }, i) => {
    const box = [x - width / 2, y - height / 2, x + width / 2, y + height / 2];
    if (!sheet.open(box)) return [];
    const cost = sheet.crossed(box) * AREA_CROSSING + i;
    const own = { x: x + spacing / 2, y, anchor: "middle", angle: 0, boxes: [box] };
    return [{ ...own, cost, text, face, spacing, size, key: `${i}` }];
  });
}

function spotPlaces(sheet, wish) {
  const width = sheet.measure(wish.text, wish.face, 0) + PAD[wish.kind];
  const { gap, crossing } = BESIDE[wish.kind];
  const r = wish.r ?? DOT_PX;
  return beside(sheet, wish.at, width, wish.height, { gap: gap + r, crossing });
}

const PLACES = {
  corridor: corridorPlaces,
  state: areaPlaces,
  sea: areaPlaces,
  area: areaPlaces,
  place: spotPlaces,
  minor: spotPlaces,
  city: spotPlaces,
};

/* Keep the best places of a wish, no two on nearly the same spot. */
function best(places, kind) {
  places.sort((a, b) => a.cost - b.cost);
  const kept = [];
  const apart = kind === "state" || kind === "sea" || kind === "corridor" ? AREA_APART_PX : 0;
  for (const place of places) {
    if (apart && kept.some((one) => one.text === place.text && distance(one, place) < apart)) {
      continue;
    }
    kept.push(place);
    if (kept.length === KEPT[kind]) break;
  }
  return kept;
}

/* Names that are set, and who stands where. */
class Setting {
  constructor(wishes) {
    this.wishes = wishes;
    this.at = wishes.map(() => null);
    this.buckets = new Map();
  }

  *keysOf(boxes) {
    for (const [x0, y0, x1, y1] of boxes) {
      for (let y = Math.floor(y0 / BUCKET_PX); y <= Math.floor(y1 / BUCKET_PX); y += 1) {
        for (let x = Math.floor(x0 / BUCKET_PX); x <= Math.floor(x1 / BUCKET_PX); x += 1) {
          yield y * 1000 + x;
        }
      }
    }
  }

  put(i, place) {
    this.at[i] = place;
    place.buckets ??= [...new Set(this.keysOf(place.boxes))];
    for (const key of place.buckets) {
      if (!this.buckets.has(key)) this.buckets.set(key, []);
      this.buckets.get(key).push(i);
    }
  }

  remove(i) {
    const place = this.at[i];
    if (!place) return;
    for (const key of place.buckets) {
      const list = this.buckets.get(key);
      list.splice(list.indexOf(i), 1);
    }
    this.at[i] = null;
  }

  /* List the names in the way of a place, or as soon as there is one (`first`). */
  inTheWay(place, first = false) {
    place.buckets ??= [...new Set(this.keysOf(place.boxes))];
    const found = [];
    for (const key of place.buckets) {
      for (const i of this.buckets.get(key) ?? []) {
        if (found.includes(i)) continue;
        const other = this.at[i];
        const clash = place.boxes.some((box) => other.boxes.some((b) => overlap(box, b, GAP_PX)));
        if (!clash) continue;
        found.push(i);
        if (first) return found;
      }
    }
    return found;
  }

  /* Set a name at its cheapest free place; return what that costs, or its absence. */
  settle(i) {
    const wish = this.wishes[i];
    for (const place of wish.places) {
      if (place.cost >= wish.worth) break;
      if (this.inTheWay(place, true).length) continue;
      this.put(i, place);
      return place.cost;
    }
    return wish.worth;
  }

  costOf(i) {
    return this.at[i] ? this.at[i].cost : this.wishes[i].worth;
  }
}

/* Move one name, let others make room, and keep it if the sum is better, or by chance. */
function step(setting, i, place, accepts) {
  const moved = [i, ...setting.inTheWay(place).filter((j) => j !== i)];
  const before = moved.map((j) => [j, setting.at[j]]);
  const was = moved.reduce((sum, j) => sum + setting.costOf(j), 0);
  for (const j of moved) setting.remove(j);
  setting.put(i, place);
  let now = place.cost;
  for (const j of moved.slice(1).sort((a, b) => a - b)) now += setting.settle(j);
  if (accepts(now - was)) return;
  for (const j of moved) setting.remove(j);
  for (const [j, old] of before) if (old) setting.put(j, old);
}

/* Set all names: greedy by worth, then by annealing. */
function settleAll(wishes, steps) {
  const setting = new Setting(wishes);
  wishes.forEach((_, i) => setting.settle(i));
  const random = randomFrom(SEED);
  for (let n = 0; n < steps; n += 1) {
    const heat = HOT * (COLD / HOT) ** (n / steps);
    const restless = wishes.flatMap(({ places }, i) =>
      places.length && setting.costOf(i) > places[0].cost + 0.5 ? [i] : [],
    );
    if (!restless.length) break;
    const i = restless[Math.floor(random() * restless.length)];
    const better = wishes[i].places.filter(({ cost }) => cost < setting.costOf(i));
    const place = better[Math.floor(random() ** 2 * better.length)];
    const chance = random();
    step(setting, i, place, (change) => change < 0 || chance < Math.exp(-change / heat));
  }
  wishes.forEach((_, i) => setting.at[i] ?? setting.settle(i));
  return setting.at;
}

/* Drop wishes for a name that stands nearby already: terminal and town, line and sheet. */
function onceOnly(wishes) {
  const named = new Map();
  return wishes.filter(({ text, at, apart = TWIN_PX }) => {
    if (!at) return true;
    const near_ = (named.get(text) ?? []).some((one) => distance(one, at) < apart);
    if (!near_) named.set(text, [...(named.get(text) ?? []), at]);
    return !near_;
  });
}

/* Dots of ends are there before any name; those of others are soft, a name may take their room. */
function dotsOf(sheet, wishes) {
  const marks = [];
  for (const wish of wishes) {
    if (!wish.at || !wish.dot) continue;
    const r = wish.r ?? (wish.kind === "city" ? CITY_DOT_PX : DOT_PX);
    const near_ = Math.max(SAME_DOT_PX, wish.end ? 0 : r + 3);
    if (!sheet.has(wish.at) || sheet.dots.some((d) => distance(d, wish.at) < near_)) continue;
    sheet.dots.push({ ...wish.at, firm: Boolean(wish.end), box: around(wish.at, r) });
    marks.push({ ...wish.at, r, wish });
  }
  return marks;
}

/**
 * Set dots and names.
 *
 * @param {object} given `width`, `height` in pixels; `taken`: boxes where nothing may stand;
 *   `paths`: the lines on it, as lists of points {x, y}; `measure(text, face, spacing)`: width of a
 *   text in pixels; `ground`: what lies where (see ground.js), null: names of areas stand at points.
 * @param {object[]} asked Each with `kind`, `key` (its own, from call to call), `text`, `worth` in
 *   points, `face` and `height` of its letters in pixels, and by its kind
 *   `corridor`: `paths` of {id, points, weight: width in pixels, extra: points}, `texts` (longer and
 *   shorter ones: text, extra), `runs`: {states, seas} over which it may stand;
 *   `state`, `sea`, `area`: `points`, `settings` (text, face, size, spacing, extra), `overhangs`;
 *   `place`, `minor`, `city`: `at`, `r` of its mark, `dot` (it has one), `end` (firm: no name lies
 *   over it).
 * @param {Map} stood Key → key of the place where the name stood; brought up to date.
 * @param {number} steps Of the search.
 * @returns {object[]} In the order in which they are drawn: dots {x, y, r, wish} and names {text, x,
 *   y, anchor, angle in degrees, face, spacing, boxes, wish}.
 */
export function place(given, asked, stood = new Map(), steps = STEPS) {
  const sheet = new Sheet(given);
  const wishes = onceOnly(asked.toSorted((a, b) => b.worth - a.worth));
  const dots = dotsOf(
    sheet,
    asked.toSorted((a, b) => b.worth - a.worth),
  );
  for (const wish of wishes) {
    const places = PLACES[wish.kind](sheet, wish);
    const before = stood.get(wish.key);
    for (const one of places) if (one.key === before) one.cost -= STAY;
    wish.places = best(places, wish.kind);
  }
  const set = settleAll(wishes, steps);
  stood.clear();
  const names = [];
  wishes.forEach((wish, i) => {
    const found = set[i];
    if (!found) return;
    stood.set(wish.key, found.key);
    names.push({
      text: found.text ?? wish.text,
      rows: found.rows ?? [found.text ?? wish.text],
      face: found.face ?? wish.face,
      spacing: found.spacing ?? 0,
      x: found.x,
      y: found.y,
      anchor: found.anchor,
      angle: (found.angle * 180) / Math.PI,
      boxes: found.boxes,
      wish,
    });
  });
  const named = new Set(names.map(({ wish }) => wish));
  const clear = (dot) =>
    names.every(
      ({ boxes, wish }) =>
        wish === dot.wish || boxes.every((box) => !overlap(box, around(dot, dot.r), 0)),
    );
  const drawn = dots.filter(
    (dot) => dot.wish.end || ((named.has(dot.wish) || dot.wish.always) && clear(dot)),
  );
  return [...drawn, ...names];
}
