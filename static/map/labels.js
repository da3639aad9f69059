/* Where names stand: pure, without Leaflet, without the page.

   A sheet is what is seen of the map, in pixels from its left upper corner. Names are set one after
   the other and never over another. For each a few places are tried, each with its cost in points:
   a letter over a line costs, so does distance, so does a dot that could be taken for the name's
   own. One point is about what a reader minds least, the wrong side of a dot. */

/** Space that a box keeps from the sheet's edge, and from its neighbours where nothing else is said. */
const EDGE_PX = 3;
const GAP_PX = 2;
const TIGHT_PX = 1; // between two names that lie side by side

/* Lines are remembered on a grid of this size: fine enough for a letter. */
const CELL_PX = 4;
/* A segment of more steps runs far outside the sheet (a sea lane at a deep zoom). */
const MOST_STEPS = 4000;

/* Padding of a name's measured width. */
const PAD = { corridor: 4, place: 2, minor: 2, state: 4, sea: 4, area: 4, city: 4 };

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
const STATE_COST = 4; // where a state's name would like to stand

/* The gap to a dot and the price of each cell of a line under a name, by what is named. */
const BESIDE = {
  place: { gap: 8, crossing: 0.6 }, // its own lines run into it
  minor: { gap: 6, crossing: 1.5 },
  city: { gap: 5, crossing: 2 },
  near: { gap: 5, crossing: 3 },
};
const TOO_DEAR = 16; // better no name than one at the wrong dot, or far from its line

/* A name along its line. */
const ROOM = 0.9; // part of the name's width that the line must have
const LONGEST_PX = 60_000;
const STEPS_ALONG = 120;
const STEP_PX = 10;
const STRAIGHT = 0.86; // chord to length: a bent name is not read
const STEEPEST = 1.2; // radians from level
const INSET_PX = 8; // space between the ends of such a name and the sheet's edge
const PROBES = 8; // points at which the bulge of the line under a name is measured
const BULGE_COST = 1.5; // points a pixel
const STEEP_COST = 14; // points a radian
const OFF_CENTRE_COST = 0.05; // points a pixel from the middle of what is seen of the line
const BELOW_COST = 2;
const ALONG_CROSSING = 5;
const ALONG_GAP_PX = 2; // between line and name

/* A name level beside its line, where no stretch is long enough. */
const NEAR_POINTS = 40; // of a line that are tried
const NEAR_OFF_CENTRE = 24; // points from the middle of the line to its end
const NEAR_SHARED = 0.25; // a line that others share costs less here than along it
const NEAR_HALO_PX = 7;
const NEAR_HALO_COST = 0.25; // points a cell of a line round the name

/* Names of states and seas: the first place that is free, in the order of the data. */
const BACKGROUND_GAP_PX = 3;
const BACKGROUND_CROSSING = 3;
const BACKGROUND_TOO_DEAR = 32;
const BACKGROUND_HEIGHT = 0.6; // of the letters' size, up and down

/* Setting places one after the other depends on the order: a few are tried. */
const ROUNDS = 8;
const UNNAMED_COST = 32; // less the place's weight
const TWIN_PX = 40; // terminal and town of one name, nearer than this: once is enough
const SAME_DOT_PX = 4; // two places on one spot at this zoom
const DOT_PX = 3.4;
const MINOR_DOT_PX = 2.4;
const CITY_DOT_PX = 1.8;
const DOT_ROOM_PX = 3;

const distance = (a, b) => {
  const [x, y] = [b.x - a.x, b.y - a.y];
  return Math.sqrt(x * x + y * y);
};
const around = ({ x, y }, r) => [x - r, y - r, x + r, y + r];

/* What is taken: boxes [left, top, right, bottom] that no name overlaps, cells of lines, dots. */
class Sheet {
  constructor({ width, height, taken, paths }) {
    this.width = width;
    this.height = height;
    this.boxes = [...taken];
    this.dots = [];
    this.reserved = []; // where a state's name would like to stand: better left free
    this.columns = Math.ceil(width / CELL_PX) + 1;
    this.cells = new Uint8Array(this.columns * (Math.ceil(height / CELL_PX) + 1));
    for (const points of paths) {
      for (let i = 1; i < points.length; i += 1) this.trace(points[i - 1], points[i]);
    }
  }

  /* Mark the cells of a segment. */
  trace(a, b) {
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

  /* Count the cells of lines under a box. */
  crossed([x0, y0, x1, y1]) {
    let sum = 0;
    for (let y = Math.floor(y0 / CELL_PX); y <= Math.floor(y1 / CELL_PX); y += 1) {
      for (let x = Math.floor(x0 / CELL_PX); x <= Math.floor(x1 / CELL_PX); x += 1) {
        if (x >= 0 && y >= 0) sum += this.cells[y * this.columns + x] || 0;
      }
    }
    return sum;
  }

  /* Tell whether a box lies on the sheet and over no other. */
  free([x0, y0, x1, y1], margin = GAP_PX) {
    return (
      x0 >= EDGE_PX &&
      y0 >= EDGE_PX &&
      x1 <= this.width - EDGE_PX &&
      y1 <= this.height - EDGE_PX &&
      this.boxes.every(
        (b) => x1 + margin < b[0] || x0 - margin > b[2] || y1 + margin < b[1] || y0 - margin > b[3],
      )
    );
  }

  take(...boxes) {
    this.boxes.push(...boxes);
  }

  has({ x, y }, inset = 0) {
    return x > inset && y > inset && x < this.width - inset && y < this.height - inset;
  }

  /* Count the dots that a reader could take for that of a name in this box; its own is at p. */
  strangers([x0, y0, x1, y1], p) {
    return this.dots.filter(
      (d) =>
        distance(d, p) > 1 &&
        d.x > x0 - STRANGER_X_PX &&
        d.x < x1 + STRANGER_X_PX &&
        d.y > y0 - STRANGER_Y_PX &&
        d.y < y1 + STRANGER_Y_PX,
    ).length;
  }

  /* Price a box by the states' names that it pushes away. */
  unkind([x0, y0, x1, y1]) {
    const hit = this.reserved.filter((b) => x1 > b[0] && x0 < b[2] && y1 > b[1] && y0 < b[3]);
    return hit.length * STATE_COST;
  }

  /* Run a trial and forget what it took. */
  tried(trial) {
    const [boxes, dots] = [this.boxes.length, this.dots.length];
    const result = trial();
    this.boxes.length = boxes;
    this.dots.length = dots;
    return result;
  }
}

/* Find the cheapest place beside a point; it is not taken yet. */
function beside(sheet, p, width, height, { gap, crossing }) {
  let best = null;
  for (const far of FARTHER_PX) {
    for (const [dx, dy, anchor, cost] of SIDES) {
      const x = p.x + dx * gap + Math.sign(dx) * far * FARTHER_SIDEWAYS;
      const y = p.y + dy * gap + Math.sign(dy) * far;
      const left = { start: x, end: x - width, middle: x - width / 2 }[anchor];
      const box = [left, y - height / 2, left + width, y + height / 2];
      const plain = cost + far * FARTHER_COST;
      if ((best && plain >= best.total) || !sheet.free(box, TIGHT_PX)) continue;
      const total =
        plain +
        sheet.crossed(box) * crossing +
        sheet.strangers(box, p) * STRANGER_COST +
        sheet.unkind(box);
      if (!best || total < best.total) best = { total, x, y, anchor, boxes: [box] };
    }
  }
  return best;
}

/* A line with the distance of each of its points from its beginning. */
function measuredLine(points) {
  const marks = [0];
  for (let i = 1; i < points.length; i += 1) {
    marks.push(marks[i - 1] + distance(points[i], points[i - 1]));
  }
  const at = (s) => {
    let i = 1;
    while (i < marks.length - 1 && marks[i] < s) i += 1;
    const f = (s - marks[i - 1]) / (marks[i] - marks[i - 1] || 1);
    const [a, b] = [points[i - 1], points[i]];
    return { x: a.x + (b.x - a.x) * f, y: a.y + (b.y - a.y) * f };
  };
  return { marks, length: marks.at(-1), at };
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

/* Set a name of a stretch above its line (side 1) or below it (-1); null where it costs no less than
   `most` or where something stands already. */
function onSide(
  sheet,
  { a, b, angle, normal, up, down },
  side,
  { width, height, weight, extra, most },
) {
  const plain =
    extra + (up + down) * BULGE_COST + Math.abs(angle) * STEEP_COST + (side < 0 ? BELOW_COST : 0);
  if (plain >= most) return null;
  const bulge = side > 0 ? up : down;
  const away = side * (weight / 2 + height / 2 + ALONG_GAP_PX + bulge);
  const x = (a.x + b.x) / 2 + normal.x * away;
  const y = (a.y + b.y) / 2 + normal.y * away;
  const boxes = boxesAlong(x, y, angle, width, height);
  if (!boxes.every((box) => sheet.free(box, TIGHT_PX))) return null;
  const crossed = boxes.reduce((sum, box) => sum + sheet.crossed(box), 0);
  const level = [x - width / 2, y - height, x + width / 2, y + height];
  const total = plain + crossed * ALONG_CROSSING + sheet.unkind(level);
  return { total, x, y, anchor: "middle", angle, boxes };
}

/* Set a name along its line: the straightest, freest stretch near the middle of what is seen. */
function along(sheet, paths, width, height) {
  let best = null;
  for (const { points, extra, weight } of paths) {
    const { marks, length, at } = measuredLine(points);
    if (length < width * ROOM || length > LONGEST_PX) continue;
    const seen = marks.filter((_, i) => sheet.has(points[i], INSET_PX));
    const centre = seen.length ? (seen[0] + seen.at(-1)) / 2 : length / 2;
    const step = Math.max(STEP_PX, length / STEPS_ALONG);
    for (let s = width / 2; s <= length - width / 2 + 0.01; s += step) {
      const lies = stretch(sheet, at, s, width);
      const off = Math.abs(s - centre) * OFF_CENTRE_COST;
      for (const side of lies ? [1, -1] : []) {
        const most = best ? best.total : Infinity;
        const name = { width, height, weight, extra: extra + off, most };
        const found = onSide(sheet, lies, side, name);
        if (found && found.total < most) best = found;
      }
    }
  }
  return best;
}

/* Set a name level beside any point of its line, clear of it. */
function near(sheet, paths, width, height, most) {
  let best = null;
  for (const { points, extra, weight } of paths) {
    const step = Math.max(1, Math.floor(points.length / NEAR_POINTS));
    for (let i = 0; i < points.length; i += step) {
      const plain = extra * NEAR_SHARED + Math.abs(i / points.length - 0.5) * NEAR_OFF_CENTRE;
      if (!sheet.has(points[i]) || (best && plain >= best.total)) continue;
      const { gap, crossing } = BESIDE.near;
      const found = beside(sheet, points[i], width, height, { gap: weight + gap, crossing });
      if (!found) continue;
      const [x0, y0, x1, y1] = found.boxes[0];
      const halo = [x0 - NEAR_HALO_PX, y0 - NEAR_HALO_PX, x1 + NEAR_HALO_PX, y1 + NEAR_HALO_PX];
      const total = found.total + plain + sheet.crossed(halo) * NEAR_HALO_COST;
      if (!best || total < best.total) best = { ...found, total };
    }
  }
  return best && best.total <= most ? best : null;
}

/* Set a name at what was found for it; its boxes are taken by the caller, who may need them first. */
const nameAt = (wish, { x, y, anchor, angle = 0, boxes }) => ({
  text: wish.text,
  x,
  y,
  anchor,
  angle: (angle * 180) / Math.PI,
  boxes,
  wish,
});

function putDot(sheet, marks, wish, r) {
  if (sheet.dots.some((d) => distance(d, wish.at) < SAME_DOT_PX)) return;
  sheet.dots.push(wish.at);
  sheet.take(around(wish.at, r));
  marks.push({ ...wish.at, r, wish });
}

const widthOf = (sheet, { kind, text, face, spacing = 0 }) =>
  sheet.measure(text, face, spacing) + PAD[kind];

function nameCorridors(sheet, marks, corridors) {
  for (const wish of corridors) {
    const width = widthOf(sheet, wish);
    const found =
      along(sheet, wish.paths, width, wish.height) ||
      // what the reader picked is named, wherever there is room
      near(sheet, wish.paths, width, wish.height, wish.foremost ? Infinity : TOO_DEAR);
    if (!found) continue;
    sheet.take(...found.boxes);
    marks.push(nameAt(wish, found));
  }
}

/* Try one order of places; what it takes is taken back by `Sheet.tried`. */
function inOrder(sheet, places) {
  const names = [];
  let total = 0;
  const named = new Map();
  for (const wish of places) {
    const twin = named.get(wish.text);
    if (twin && distance(twin, wish.at) < TWIN_PX) continue;
    const room = wish.end || sheet.free(around(wish.at, DOT_ROOM_PX), 0);
    const found = room && beside(sheet, wish.at, widthOf(sheet, wish), wish.height, BESIDE.place);
    if (!found || found.total > TOO_DEAR) {
      total += UNNAMED_COST - wish.weight;
      continue;
    }
    sheet.take(...found.boxes);
    if (!wish.end) sheet.dots.push(wish.at);
    named.set(wish.text, wish.at);
    names.push({ wish, found });
    total += found.total;
  }
  return { names, total };
}

/* Name the places, lightest first but for a shuffle each round; the cheapest round counts. */
function namePlaces(sheet, marks, places) {
  let best = null;
  for (let round = 0; round < ROUNDS; round += 1) {
    const order = places
      .map((wish, i) => ({ wish, by: wish.weight + (((i * 7 + 3) * round) % 5) }))
      .sort((a, b) => a.by - b.by)
      .map(({ wish }) => wish);
    const one = sheet.tried(() => inOrder(sheet, order));
    if (!best || one.total < best.total) best = one;
  }
  for (const { wish, found } of best.names) {
    sheet.take(...found.boxes);
    if (!wish.end) putDot(sheet, marks, wish, DOT_PX);
    marks.push(nameAt(wish, found));
  }
}

/* Name towns, and dot them only where there is room for the name. */
function nameTowns(sheet, marks, towns, kind, dot) {
  for (const wish of towns) {
    const margin = kind === "city" ? GAP_PX : 0;
    if (!sheet.free(around(wish.at, DOT_ROOM_PX), margin)) continue;
    const found = beside(sheet, wish.at, widthOf(sheet, wish), wish.height, BESIDE[kind]);
    if (!found) continue;
    sheet.take(...found.boxes);
    dot(wish);
    marks.push(nameAt(wish, found));
  }
}

const backgroundBoxes = (sheet, wish) => {
  const [w, h] = [widthOf(sheet, wish), wish.size * BACKGROUND_HEIGHT];
  return wish.points.map(({ x, y }) => [x - w / 2, y - h, x + w / 2, y + h]);
};

/* Name a state or a sea at one of the places that the data names. */
function nameRegion(sheet, marks, wish) {
  let best = null;
  backgroundBoxes(sheet, wish).forEach((box, i) => {
    if (!sheet.free(box, BACKGROUND_GAP_PX)) return;
    const total = sheet.crossed(box) * BACKGROUND_CROSSING + i;
    if (!best || total < best.total) best = { total, p: wish.points[i], box };
  });
  if (!best || best.total > BACKGROUND_TOO_DEAR) return;
  // the space after the last letter is no part of the word
  const x = best.p.x + wish.spacing / 2;
  sheet.take(best.box);
  marks.push(nameAt(wish, { x, y: best.p.y, anchor: "middle", boxes: [best.box] }));
}

/**
 * Set dots and names, most wanted first.
 *
 * @param {object} sheet `width`, `height` in pixels; `taken`: boxes where nothing may stand;
 *   `paths`: the lines on it, as lists of points {x, y}; `measure(text, face, spacing)`: width of a
 *   text in pixels.
 * @param {object} wishes Each with `text`, `face` and `height` of its letters in pixels, in the
 *   order in which they are set:
 *   `corridors`: with `foremost`, and `paths` of {points, weight: width in pixels, extra: points};
 *   `places`: with `at`, `weight` (less is more wanted) and `end` (worth a dot without a name);
 *   `regions` (states and seas): with `points`, `size`, `spacing`; `cities` and `minor`: with `at`.
 * @returns {object[]} In the order in which they are drawn: names {text, x, y, anchor, angle in
 *   degrees, boxes, wish} and dots {x, y, r, wish}.
 */
export function place({ measure, ...rest }, { corridors, places, regions, cities, minor }) {
  const sheet = new Sheet(rest);
  sheet.measure = measure;
  const marks = [];
  sheet.reserved = regions
    .filter(({ kind }) => kind === "state")
    .map((wish) => backgroundBoxes(sheet, wish)[0]);
  for (const wish of places.filter(({ end }) => end)) putDot(sheet, marks, wish, DOT_PX);
  nameCorridors(
    sheet,
    marks,
    corridors.filter(({ foremost }) => foremost),
  );
  namePlaces(sheet, marks, places);
  nameCorridors(
    sheet,
    marks,
    corridors.filter(({ foremost }) => !foremost),
  );
  for (const wish of regions) nameRegion(sheet, marks, wish);
  nameTowns(sheet, marks, cities, "city", (wish) => {
    marks.push({ ...wish.at, r: CITY_DOT_PX, wish });
  });
  nameTowns(sheet, marks, minor, "minor", (wish) => putDot(sheet, marks, wish, MINOR_DOT_PX));
  return marks;
}
