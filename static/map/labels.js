/* Where names stand: pure, without Leaflet, without the page.

   A sheet is what is seen of the map, in pixels from its left upper corner. For each name a few
   places are listed, each with its cost in points: a letter over a line costs, so does distance, so
   does a dot that could be taken for the name's own (Imhof's rules). Which of them a name takes is
   found in settle.js. One point is about what a reader minds least, the wrong side of a dot. */

import { overlap, settle } from "./settle.js";

/* Space that a box keeps from the sheet's edge, and from controls. */
const EDGE_PX = 3;
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
const NEAR_SIDES = SIDES.filter((_, i) => i !== 2 && i !== 4);
const FARTHER_PX = [0, 4, 8]; // the same sides again, a little farther
const FARTHER_COST = 0.5; // points a pixel
const FARTHER_SIDEWAYS = 0.7; // the part of it that goes sideways
const BESIDE_MOST_PX = 18.5; // from a point to its name
const STRANGER_COST = 5; // a dot that could be taken for the name's own
const STRANGER_X_PX = 7; // how near to a name such a dot is
const STRANGER_Y_PX = 5;
const NEIGHBOURHOOD_PX = 48; // beyond a name's width, no dot is near it

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
const NEAR_POINTS = 20; // of a run of a line, at most
const NEAR_FARTHER_PX = [0, 6];
const NEAR_COST = 6; // against a name along the line
const ELSEWHERE = 12; // over ground where the line does not run
const TWO_ROWS = 3; // against a name in one row
const ENOUGH = 10; // places along the line; with fewer, those beside it are listed too
const NEAR_HALO_PX = 7;
const NEAR_HALO_COST = 0.25; // points a cell of a line round the name

/* Names of states and seas, within their own area. */
const AREA_CROSSING = 2.5; // points a cell of a line under the name
const AREA_OFF_COST = 0.03; // points a pixel from where the data would have it
const AREA_OFF_MOST = 8;
const AREA_HEIGHT = 1.2; // of the letters' size
const AREA_LATER = 0.4; // points that a later point of the data costs
const AREA_HALO_PX = 6;
const AREA_HALO_COST = 0.3; // points a cell of a line round the name
const AREA_ROWS = 24; // rows tried in an area, at most
const AREA_ENOUGH = 8; // good places in one setting: the next is not tried
const AREA_STEP_PX = 26; // between the places tried in a row
const AREA_SLOTS = 7; // tried in a row, at most
const AREA_APART_PX = 14; // two places nearer than this are one
const OVERHANG_PX = 24; // of a name over the bounds of a small state, at each end
const OVERHANG_SLOTS = 5; // tried in a row
const OVERHANG_COST = [8, 0.4]; // points, and points a pixel

/* How many places are kept of each name. */
const KEPT = { corridor: 18, state: 16, sea: 12, area: 4, place: 16, minor: 8, city: 8 };
/* A name that stood somewhere a moment ago stands there still, unless it is much worse now. */
const STAY = 14;

const STEPS = 420; // of the search

const TWIN_PX = 40; // terminal and town of one name, nearer than this: once is enough
const SAME_DOT_PX = 4; // two places on one spot at this zoom
const DOT_PX = 3.4;
const CITY_DOT_PX = 1.8;

const distance = (a, b) => Math.sqrt((b.x - a.x) ** 2 + (b.y - a.y) ** 2); // hypot is slow
const around = ({ x, y }, r) => [x - r, y - r, x + r, y + r];

/* How far a point lies from a box. */
const outside = ([x0, y0, x1, y1], { x, y }) =>
  distance({ x, y }, { x: Math.min(Math.max(x, x0), x1), y: Math.min(Math.max(y, y0), y1) });

/* What is there before any name: boxes where nothing may stand, cells of lines, dots. */
class Sheet {
  constructor({ width, height, taken, paths, measure, ground = null }) {
    Object.assign(this, { width, height, taken, measure, ground });
    this.dots = [];
    this.firm = []; // boxes of the marks that no name may lie over
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

  /* Tell whether a box lies on the sheet, under no control and over no end's mark. */
  open(box) {
    if (box[0] < EDGE_PX || box[1] < EDGE_PX) return false;
    if (box[2] > this.width - EDGE_PX || box[3] > this.height - EDGE_PX) return false;
    for (const taken of this.taken) if (overlap(box, taken, CONTROL_GAP_PX)) return false;
    for (const mark of this.firm) if (overlap(box, mark, 0)) return false;
    return true;
  }

  has({ x, y }, inset = 0) {
    return x > inset && y > inset && x < this.width - inset && y < this.height - inset;
  }

  /* List the dots that names of this width round p could be taken for; its own is at p. */
  dotsNear(p, width) {
    const x = width + NEIGHBOURHOOD_PX;
    return this.dots.filter(
      (d) =>
        Math.abs(d.x - p.x) < x && Math.abs(d.y - p.y) < NEIGHBOURHOOD_PX && distance(d, p) > 1,
    );
  }
}

/* Count the dots that a reader could take for that of a name in this box. */
function strangers(dots, [x0, y0, x1, y1]) {
  let count = 0;
  for (const { x, y } of dots) {
    if (x <= x0 - STRANGER_X_PX || x >= x1 + STRANGER_X_PX) continue;
    if (y > y0 - STRANGER_Y_PX && y < y1 + STRANGER_Y_PX) count += 1;
  }
  return count;
}

/* List the places beside a point that cost less than `most`. */
function beside(
  sheet,
  p,
  width,
  height,
  { gap, crossing, fars = FARTHER_PX, sides = SIDES, most },
) {
  const found = [];
  const dots = sheet.dotsNear(p, width);
  for (const far of fars) {
    for (let i = 0; i < sides.length; i += 1) {
      const [dx, dy, anchor, cost] = sides[i];
      const plain = cost + far * FARTHER_COST;
      if (plain >= most) continue;
      const x = p.x + dx * gap + Math.sign(dx) * far * FARTHER_SIDEWAYS;
      const y = p.y + dy * gap + Math.sign(dy) * far;
      const left = anchor === "start" ? x : anchor === "end" ? x - width : x - width / 2;
      const box = [left, y - height / 2, left + width, y + height / 2];
      if (outside(box, p) > BESIDE_MOST_PX || !sheet.open(box)) continue;
      const total = plain + sheet.crossed(box) * crossing + strangers(dots, box) * STRANGER_COST;
      if (total >= most) continue;
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
function onSide(sheet, lies, side, { width, height, allowed, most }, weight, extra) {
  const { a, b, angle, normal, up, down } = lies;
  const bulge = side > 0 ? up : down;
  const plain =
    extra + (up + down) * BULGE_COST + Math.abs(angle) * STEEP_COST + (side < 0 ? BELOW_COST : 0);
  const off = weight / 2 + height / 2 + ALONG_GAP_PX + bulge;
  if (plain >= most || off - height / 2 > FARTHEST_PX) return null;
  const x = (a.x + b.x) / 2 + normal.x * side * off;
  const y = (a.y + b.y) / 2 + normal.y * side * off;
  const boxes = boxesAlong(x, y, angle, width, height);
  let cost = plain;
  for (const box of boxes) {
    if (!sheet.open(box)) return null;
    cost += sheet.crossed(box) * ALONG_CROSSING;
  }
  if (cost >= most) return null;
  if (!allowed({ x, y }, width, { x: Math.cos(angle), y: Math.sin(angle) })) return null;
  return { cost, x, y, anchor: "middle", angle, boxes };
}

/* List the places of a name along its line: the straightest, freest near the middle of what is seen. */
function along(sheet, path, name, key) {
  const found = [];
  const { width } = name;
  for (let part = 0; part < path.runs.length; part += 1) {
    const run = path.runs[part];
    const length = run.marks.at(-1);
    if (length < width * ROOM) continue;
    const at = walker(run);
    const pace = Math.max(STEP_PX, length / STEPS_ALONG);
    for (let s = width / 2; s <= length - width / 2 + 0.01; s += pace) {
      const off = Math.min(Math.abs(s - length / 2) * OFF_CENTRE_COST, OFF_CENTRE_MOST);
      const extra = name.extra + path.extra + off;
      const lies = extra < name.most && stretch(sheet, at, s, width);
      if (!lies) continue;
      for (let side = 1; side >= -1; side -= 2) {
        const one = onSide(sheet, lies, side, name, path.weight, extra);
        if (!one) continue;
        one.key = `${key}${path.id}/${part}/${Math.round(s / pace)}/${side}`;
        found.push(one);
      }
    }
  }
  return found;
}

/* List the places of a name level beside any point of its line, clear of it. */
function near(sheet, path, { width, height, extra, allowed, most }, key) {
  const found = [];
  const { gap, crossing } = BESIDE.near;
  const price = { gap: path.weight / 2 + gap, crossing, fars: NEAR_FARTHER_PX, sides: NEAR_SIDES };
  for (let part = 0; part < path.runs.length; part += 1) {
    const run = path.runs[part];
    const at = walker(run);
    const length = run.marks.at(-1);
    const step = Math.max(NEAR_STEP_PX, length / NEAR_POINTS);
    for (let s = step / 2; s < length; s += step) {
      const p = at(s);
      if (!sheet.has(p)) continue;
      const off = Math.min(Math.abs(s - length / 2) * OFF_CENTRE_COST, OFF_CENTRE_MOST);
      const plain = NEAR_COST + extra + path.extra + off;
      price.most = most - plain;
      for (const one of beside(sheet, p, width, height, price)) {
        const [x0, y0, x1, y1] = one.boxes[0];
        if (!allowed({ x: (x0 + x1) / 2, y: (y0 + y1) / 2 }, width, LEVEL)) continue;
        const halo = [x0 - NEAR_HALO_PX, y0 - NEAR_HALO_PX, x1 + NEAR_HALO_PX, y1 + NEAR_HALO_PX];
        one.cost += plain + sheet.crossed(halo) * NEAR_HALO_COST;
        one.key = `${key}${path.id}/${part}/${Math.round(s)}/${one.key}`;
        found.push(one);
      }
    }
  }
  return found;
}

const LEVEL = { x: 1, y: 0 };
const FIVE = [-0.5, -0.25, 0, 0.25, 0.5];

/* Tell whether a corridor's name stands over ground or sea that it runs through: five points of it. */
function groundOf(sheet, { runs: over }) {
  if (!sheet.ground || !over) return () => true;
  return ({ x, y }, width, turn) =>
    FIVE.every((part) =>
      sheet.ground.within(
        { x: x + turn.x * width * part, y: y + turn.y * width * part },
        over.states,
        over.seas,
      ),
    );
}

function corridorPlaces(sheet, wish) {
  const paths = [];
  for (const [i, { id = i, points, weight, extra }] of wish.paths.entries()) {
    paths.push({ id, weight, extra, runs: seenRuns(sheet, points) });
  }
  const found = linePlaces(sheet, wish, paths, groundOf(sheet, wish), 0);
  if (found.length || !wish.foremost) return found;
  // what the reader picked is named, wherever there is room
  return linePlaces(sheet, wish, paths, () => true, ELSEWHERE);
}

function linePlaces(sheet, wish, paths, allowed, plain) {
  const widthOf = (words) => sheet.measure(words, wish.face, 0) + PAD.corridor;
  const texts = wish.texts ?? [{ text: wish.text, extra: 0 }];
  return texts.flatMap(({ text, extra }, i) => {
    const [cost, most] = [extra + plain, wish.worth];
    const name = { width: widthOf(text), height: wish.height, extra: cost, allowed, most };
    const own = paths.flatMap((path) => along(sheet, path, name, `${i}/`));
    for (const one of own) one.text = text;
    if (own.length >= ENOUGH) return own;
    const level = [[text], inTwo(text)].flatMap((rows) => {
      const width = Math.max(...rows.map(widthOf));
      const height = wish.height * rows.length;
      const more = { width, height, extra: cost + (rows.length - 1) * TWO_ROWS, allowed, most };
      const found = paths.flatMap((path) => near(sheet, path, more, `${i}/${rows.length}/`));
      for (const one of found) Object.assign(one, { text, rows });
      return found;
    });
    return own.concat(level);
  });
}

/* Break a name into two rows of about the same length, at a space or after a dash. */
export function inTwo(text) {
  const breaks = [...text.matchAll(/[ –-]/g)].map(({ index }) => index + 1);
  if (!breaks.length) return [text];
  const uneven = (at) => Math.abs(text.length - 2 * at);
  const at = breaks.reduce((one, other) => (uneven(other) < uneven(one) ? other : one));
  return [text.slice(0, at), text.slice(at)];
}

/* Price the place of an area's name round a point; null where it may not stand. */
function areaPlace(sheet, wish, { text, face, spacing, size, extra }, width, x, y, key) {
  const height = size * AREA_HEIGHT;
  const box = [x - width / 2, y - height / 2, x + width / 2, y + height / 2];
  if (!sheet.open(box)) return null;
  const halo = [
    box[0] - AREA_HALO_PX,
    box[1] - AREA_HALO_PX,
    box[2] + AREA_HALO_PX,
    box[3] + AREA_HALO_PX,
  ];
  let off = AREA_OFF_MOST;
  for (let i = 0; i < wish.points.length; i += 1) {
    const p = wish.points[i];
    if (sheet.has(p)) off = Math.min(off, distance(p, { x, y }) * AREA_OFF_COST + i * AREA_LATER);
  }
  const cost =
    extra + off + sheet.crossed(box) * AREA_CROSSING + sheet.crossed(halo) * AREA_HALO_COST;
  if (cost >= wish.worth) return null;
  // the space after the last letter is no part of the word
  const own = { x: x + spacing / 2, y, anchor: "middle", angle: 0, boxes: [box], key };
  return Object.assign(own, { cost, text, face, spacing, size });
}

/* List the places of a state's or a sea's name within it, in one of its settings. */
function within(sheet, wish, setting, i) {
  const { text, face, spacing, size } = setting;
  const width = sheet.measure(text, face, spacing) - spacing + PAD[wish.kind];
  const found = [];
  const rooms = sheet.ground.rooms(wish.kind, wish.id, size * AREA_HEIGHT);
  const every = Math.max(1, Math.round(rooms.length / AREA_ROWS));
  for (let row = Math.floor(every / 2); row < rooms.length; row += every) {
    const { y, spans } = rooms[row];
    for (const [left, right] of spans) {
      const a = Math.max(left, EDGE_PX);
      const room = Math.min(right, sheet.width - EDGE_PX) - a - width;
      if (room < 0) continue;
      const slots = Math.min(AREA_SLOTS, 1 + Math.floor(room / AREA_STEP_PX));
      for (let k = 0; k < slots; k += 1) {
        const x = a + width / 2 + room * (slots > 1 ? k / (slots - 1) : 0.5);
        const one = areaPlace(sheet, wish, setting, width, x, y, `${i}/${row}/${Math.round(x)}`);
        if (one) found.push(one);
      }
    }
  }
  return found;
}

/* List places of a small state's name that hang over its bounds, round a middle that lies in it. */
function overhanging(sheet, wish, setting, i) {
  const { text, face, spacing, size } = setting;
  const width = sheet.measure(text, face, spacing) - spacing + PAD[wish.kind];
  const found = [];
  for (const { y, spans } of sheet.ground.rooms(wish.kind, wish.id, size / 2)) {
    for (const [left, right] of spans) {
      if (left < EDGE_PX || right > sheet.width - EDGE_PX) continue;
      const first = Math.max(left, left - OVERHANG_PX + width / 2);
      const last = Math.min(right, right + OVERHANG_PX - width / 2);
      if (first > last) continue;
      for (let k = 0; k < OVERHANG_SLOTS; k += 1) {
        const x = first + ((last - first) * k) / (OVERHANG_SLOTS - 1);
        const over = Math.max(0, left - x + width / 2, x + width / 2 - right);
        const extra = setting.extra + OVERHANG_COST[0] + over * OVERHANG_COST[1];
        const key = `over/${i}/${Math.round(x)}/${Math.round(y)}`;
        const one = areaPlace(sheet, wish, { ...setting, extra }, width, x, y, key);
        if (one) found.push(one);
      }
    }
  }
  return found;
}

function areaPlaces(sheet, wish) {
  const settings = wish.settings ?? [{ ...wish, extra: 0 }];
  if (!sheet.ground || wish.kind === "area") return pointPlaces(sheet, wish, settings[0]);
  const found = [];
  for (let i = 0; i < settings.length; i += 1) {
    found.push(...within(sheet, wish, settings[i], i));
    const good = found.filter(({ cost }) => cost < settings[i].extra + AREA_OFF_MOST);
    if (good.length >= AREA_ENOUGH) break;
  }
  if (found.length < AREA_ENOUGH && wish.overhangs) {
    for (let i = 1; i < settings.length; i += 1) {
      found.push(...overhanging(sheet, wish, settings[i], i));
    }
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
  const fars = wish.kind === "place" ? FARTHER_PX : FARTHER_PX.slice(0, 2);
  const price = { gap: gap + r, crossing, fars, most: wish.worth };
  return beside(sheet, wish.at, width, wish.height, price);
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
  for (const one of places) {
    if (apart && kept.some((k) => k.text === one.text && distance(k, one) < apart)) {
      continue;
    }
    kept.push(one);
    if (kept.length === KEPT[kind]) break;
  }
  return kept;
}

/* Drop wishes for a name that stands nearby already: terminal and town, line and sheet. */
function onceOnly(wishes) {
  const named = new Map();
  return wishes.filter(({ text, at, apart = TWIN_PX }) => {
    if (!at) return true;
    const twin = (named.get(text) ?? []).some((one) => distance(one, at) < apart);
    if (!twin) named.set(text, [...(named.get(text) ?? []), at]);
    return !twin;
  });
}

/* Dots of ends are there before any name; those of others are soft, a name may take their room. */
function dotsOf(sheet, wishes) {
  const marks = [];
  for (const wish of wishes) {
    if (!wish.at || !wish.dot) continue;
    const r = wish.r ?? (wish.kind === "city" ? CITY_DOT_PX : DOT_PX);
    const twin = Math.max(SAME_DOT_PX, wish.end ? 0 : r + 3);
    if (!sheet.has(wish.at) || sheet.dots.some((d) => distance(d, wish.at) < twin)) continue;
    sheet.dots.push(wish.at);
    if (wish.end) sheet.firm.push(around(wish.at, r));
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
  const set = settle(wishes, steps);
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
  const drawn = dots.filter((dot) => {
    if (dot.wish.end) return true;
    if (!named.has(dot.wish) && !dot.wish.always) return false;
    const box = around(dot, dot.r);
    return !names.some(
      ({ wish, boxes }) => wish !== dot.wish && boxes.some((other) => overlap(box, other, 0)),
    );
  });
  return [...drawn, ...names];
}
