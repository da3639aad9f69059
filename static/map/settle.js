/* Which of their places names take: pure.

   Names are set most worthy first, each at its cheapest free place. Then single names are moved at
   random, what is in their way makes room, and a change is kept by the rule of simulated annealing
   (Christensen, Marks & Shieber 1995): always if the sum of costs falls, by chance if it rises. Not
   to name a thing costs its worth. No two names overlap, at no step. The random numbers are the
   same each time, and so is their count: a sheet always looks the same. */

const GAP_PX = 1; // between two names
/* The temperature in points at the beginning of the search and at its end. */
const HOT = 6;
const COLD = 0.2;
const CONTENT = 0.5; // points by which a place may be dearer than the best, and be kept
const BUCKET_PX = 48; // names are looked up by squares of this size
const COLUMNS = 1000; // of such squares, more than any sheet has
const SEED = 20_220_401;

/** Tell whether two boxes [left, top, right, bottom] come nearer than a gap. */
export const overlap = (a, b, gap) =>
  a[2] + gap > b[0] && a[0] - gap < b[2] && a[3] + gap > b[1] && a[1] - gap < b[3];

/* Numbers from 0 to 1, the same each time (a linear congruence; Numerical Recipes). */
function randomFrom(seed) {
  let a = seed;
  return () => {
    a = (Math.imul(a, 1_664_525) + 1_013_904_223) >>> 0;
    return a / 2 ** 32;
  };
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
          yield y * COLUMNS + x;
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
function move(setting, i, place, accepts) {
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

/**
 * Set all names: greedy by worth, then by annealing.
 *
 * @param {object[]} wishes Most worthy first, each with `worth` in points and `places`, cheapest
 *   first: {cost in points, boxes}.
 * @param {number} steps Of the search.
 * @returns {object[]} The place of each wish, null where it has none.
 */
export function settle(wishes, steps) {
  const setting = new Setting(wishes);
  for (let i = 0; i < wishes.length; i += 1) setting.settle(i);
  const random = randomFrom(SEED);
  const restless = [];
  for (let n = 0; n < steps; n += 1) {
    const heat = HOT * (COLD / HOT) ** (n / steps);
    restless.length = 0;
    for (let i = 0; i < wishes.length; i += 1) {
      const { places } = wishes[i];
      if (places.length && setting.costOf(i) > places[0].cost + CONTENT) restless.push(i);
    }
    if (!restless.length) break;
    const i = restless[Math.floor(random() * restless.length)];
    const { places } = wishes[i];
    const most = setting.costOf(i);
    let better = 1;
    while (better < places.length && places[better].cost < most) better += 1;
    const found = places[Math.floor(random() ** 2 * better)];
    const chance = random();
    move(setting, i, found, (change) => change < 0 || chance < Math.exp(-change / heat));
  }
  for (let i = 0; i < wishes.length; i += 1) if (!setting.at[i]) setting.settle(i);
  return setting.at;
}
