/* What pointer and keyboard do on a line or on a place's dot: tooltip, selection, the way from line to
   line. */
/* global L */

import { movedBy, placed, weightOf } from "./bundles.js";
import {
  corridorName,
  describe,
  fill,
  insideKm,
  markFocused,
  spanOf,
  text,
  wanted,
} from "./lines.js";

/* Space of the tooltip from the map's edge, and from the pointer above and below it. */
const EDGE_PX = 6;
const ABOVE_PX = 16;
const BELOW_PX = 18;

const UNDER_PX = 6; // lines whose edge is so near are under the pointer together
const DOT_PX = 6; // a dot is hit so far outside its rim
const SAME_PX = 6; // a click so near to the last one is one at the same place

const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** Return the corridor that a pick of a leg means: the one in focus, else the first drawn. */
export function corridorOf(state, id) {
  const on = wanted(state, state.lines.legs[id]);
  return on.includes(state.shown.focus) ? state.shown.focus : on[0];
}

/* What a leg moved, in words; "" where it carries no oil by its nature. */
function movedText(state, id) {
  const moved = movedBy(state, id);
  const { year } = state.shown;
  if (moved === undefined) return "";
  if (moved === null) return fill(text(state, "moved-unknown"), { year });
  const { low, drawn, high, one } = spanOf(state, moved);
  const key = one ? "moved" : "moved-range";
  return fill(text(state, key), { low, mt: drawn, high, year });
}

/* What Python says of a leg, or else of its corridors, under a key. */
function told({ shown }, key, id, corridors) {
  const of = [id, ...corridors].map((name) => shown.names[`${key}.${name}`]);
  return of.find(Boolean) ?? "";
}

/* How much moved, and how much can. */
function amountRows(state, id, corridors) {
  const { view, shown } = state;
  // Python's word is of the year that it knows of
  const capacity = view && view.year !== shown.year ? "" : told(state, "cap", id, corridors);
  const words = [movedText(state, id), capacity];
  return words.filter(Boolean).map((line) => ({ cls: "mv-tip-km", text: line }));
}

/* How long the leg is, and how much of it is inside the states to avoid. */
function lengthRow(state, leg, km, inside, ofCorridor) {
  const row = { cls: "mv-tip-km", text: ofCorridor ? fill(text(state, "leg-km"), { km }) : km };
  const side = insideKm(state, leg) > 0 ? "mv-inside" : "mv-outside";
  return inside ? { ...row, second: { cls: side, text: inside } } : row;
}

/** List the rows of a leg's tooltip, each with class, text, and a second text with its class. */
export function tipRows(state, id) {
  const [name, kind, km, inside] = describe(state, id);
  const leg = state.lines.legs[id];
  const corridors = wanted(state, leg);
  const title = corridors.map((corridor) => corridorName(state, corridor)).join(" · ");
  const verdict = corridors.length === 1 && told(state, "verdict", corridors[0], []);
  const flow = state.shown.names[`flow.${id}`];
  return [
    title && { cls: "mv-tip-corridor", text: title },
    !title.startsWith(name) && { cls: "mv-tip-name", text: name },
    verdict && { cls: "mv-tip-verdict", text: verdict },
    { cls: "mv-tip-kind", text: kind },
    ...amountRows(state, id, corridors),
    lengthRow(state, leg, km, inside, corridors.length > 0),
    flow && { cls: "mv-tip-km", text: flow },
  ].filter(Boolean);
}

/* Name a leg among others: its corridors, or itself where it is drawn for none. */
function shortName(state, id) {
  const corridors = wanted(state, state.lines.legs[id]);
  if (!corridors.length) return describe(state, id)[0];
  return corridors.map((corridor) => corridorName(state, corridor)).join(" · ");
}

/** List the rows that name what else lies under the pointer, and say what a click does. */
export function restRows(state, ids) {
  const [id, ...others] = ids;
  const own = shortName(state, id);
  const names = [...new Set(others.map((other) => shortName(state, other)))].filter(
    (name) => name !== own,
  );
  const rows = [];
  if (names.length) {
    rows.push({ cls: "mv-tip-also", text: fill(text(state, "also"), { names: names.join(", ") }) });
  }
  if (state.shown.panel && wanted(state, state.lines.legs[id]).length) {
    rows.push({ cls: "mv-tip-hint", text: text(state, names.length ? "hint-next" : "hint") });
  }
  return rows;
}

/** List the rows of a dot's tooltip: the place, what it is, and the corridors there. */
export function dotRows(state, dot) {
  const place = placeOf(state, dot);
  const name = state.shown.names[`place.${dot.id}`] ?? place?.name ?? dot.name;
  const rows = [{ cls: "mv-tip-corridor", text: name }];
  const kind = text(state, `place-${place?.kind ?? dot.kind}`);
  if (!kind.startsWith("place-")) rows.push({ cls: "mv-tip-kind", text: kind });
  const corridors = corridorsAt(state, place).map((id) => corridorName(state, id));
  if (corridors.length) rows.push({ cls: "mv-tip-name", text: corridors.join(", ") });
  return rows;
}

const placeOf = ({ lines }, { id, name }) =>
  lines.places.find((place) => (id ? place.id === id : place.name === name));

const corridorsAt = ({ shown }, place) =>
  (place?.corridors ?? []).filter((id) => shown.on.includes(id));

function element(tag, cls, words) {
  const node = document.createElement(tag);
  node.className = cls;
  node.textContent = words;
  return node;
}

/* Show rows beside a point; `about` says what they tell of, so that they are written once. */
function showTip(state, about, rowsOf, point) {
  const { tip, map } = state;
  if (state.tipOf !== about) {
    state.tipOf = about;
    tip.replaceChildren();
    for (const { cls, text: words, second } of rowsOf()) {
      const row = element("div", cls, words);
      if (second) row.append(", ", element("span", second.cls, second.text));
      tip.append(row);
    }
  }
  tip.hidden = false;
  const size = map.getSize();
  const [w, h] = [tip.offsetWidth, tip.offsetHeight];
  const x = Math.max(EDGE_PX, Math.min(point.x - w / 2, size.x - w - EDGE_PX));
  const above = point.y - h - ABOVE_PX;
  const y = above > EDGE_PX ? above : Math.min(point.y + BELOW_PX, size.y - h - EDGE_PX);
  tip.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
}

/* Tell of the lines under the pointer, of the first at length. */
function showLines(state, ids, point, byKey = false) {
  if (!ids.length || !point) return;
  const rest = () =>
    byKey ? [{ cls: "mv-tip-hint", text: text(state, "hint-keys") }] : restRows(state, ids);
  const rows = () => [...tipRows(state, ids[0]), ...rest()];
  showTip(state, ids.join(), rows, point);
  hover(state, corridorOf(state, ids[0]) ?? "");
}

/* Light a corridor, and let the list on the page know. */
function hover(state, corridor) {
  if (state.hovered === corridor) return;
  state.hovered = corridor;
  state.send.hover({ corridor: corridor || null });
  state.light(corridor);
}

/** Hide the tooltip. */
export function hideTip(state) {
  state.tipOf = null;
  state.tip.hidden = true;
  hover(state, "");
}

/** List the legs under a pointer, the nearest first: lines lie close, and the topmost need not be the
 *  one. Distance is from a line's edge, so that a wide line does not hide those beside it. */
export function under(state, { layerPoint }) {
  const found = [];
  for (const [id, { hit }] of state.drawn) {
    if (!state.map.hasLayer(hit)) continue;
    const at = hit.closestLayerPoint(layerPoint);
    if (at) found.push({ id, distance: Math.max(0, at.distance - weightOf(state, id) / 2) });
  }
  found.sort((a, b) => a.distance - b.distance);
  return found.filter(({ distance }, i) => i === 0 || distance <= UNDER_PX).map(({ id }) => id);
}

/** Return the dot under a point of the map's box, the nearest one; null for none. */
export function dotAt({ dots }, { x, y }) {
  const away = (dot) => Math.hypot(dot.x - x, dot.y - y);
  const [first] = dots
    .filter((dot) => away(dot) <= dot.r + DOT_PX)
    .sort((a, b) => away(a) - away(b));
  return first ?? null;
}

/**
 * Return what a click takes of the lines under it, and remember it: the nearest; at the same place
 * again, the next.
 */
export function turnOf(state, ids, { x, y }) {
  const { turn, lines } = state;
  // two legs of the same corridors are one choice
  const named = (id) => wanted(state, lines.legs[id]).join() || id;
  const choices = ids.filter((id, i) => ids.findIndex((other) => named(other) === named(id)) === i);
  const again = turn && Math.hypot(turn.x - x, turn.y - y) <= SAME_PX;
  const same =
    again &&
    turn.choices.length === choices.length &&
    choices.every((id) => turn.choices.includes(id));
  state.turn = same
    ? { ...turn, taken: (turn.taken + 1) % choices.length }
    : { x, y, choices, taken: 0 };
  return state.turn.choices[state.turn.taken];
}

/* A point in the middle of what is seen of a line, for a tooltip that no pointer asked for. */
function middle(state, id) {
  const box = L.bounds([0, 0], state.map.getSize());
  const points = placed(state).get(id);
  const seen = points.filter(({ x, y }) => box.contains(L.point(x, y)));
  const some = seen.length ? seen : points;
  return some[Math.floor(some.length / 2)];
}

function onKey(state, id, event, select) {
  const ids = [...state.drawn.keys()];
  const step = STEPS[event.key];
  if (event.key === "Enter" || event.key === " ") select(id);
  else if (event.key === "Escape") hideTip(state);
  else if (step) {
    const next = ids[(ids.indexOf(id) + step + ids.length) % ids.length];
    state.drawn.get(next).hit.getElement().focus();
  } else return;
  event.preventDefault();
  event.stopPropagation();
}

function showDot(state, dot) {
  showTip(state, `dot ${dot.id} ${dot.x}`, () => dotRows(state, dot), dot);
  hover(state, "");
}

function onPoint(state, event) {
  const dot = dotAt(state, event.containerPoint);
  if (dot) showDot(state, dot);
  else showLines(state, under(state, event), event.containerPoint);
}

/* A click on a dot is the place, or what there is to see of it: the corridor in focus, or the first. */
function pickDot(state, dot, { select, report }) {
  showDot(state, dot);
  if (state.shown.places && dot.id) report(`place:${dot.id}`);
  else {
    const place = placeOf(state, dot);
    const legs = (place?.legs ?? []).filter((id) => state.drawn.has(id));
    const own = legs.find((id) => state.lines.legs[id].corridors.includes(state.shown.focus));
    if (legs.length) select(own ?? legs[0]);
  }
}

/** Listen on what is hit of a leg; `does` has `select(id)` and `report(token)` of what is picked. */
export function listen(state, id, hit, does) {
  hit.on("add", () => {
    const path = hit.getElement();
    path.dataset.leg = id;
    path.setAttribute("role", "button");
    path.setAttribute("tabindex", "-1");
    path.onfocus = () => {
      const byKey = path.matches(":focus-visible");
      markFocused(state, id, byKey);
      showLines(state, [id], middle(state, id), byKey);
    };
    path.onblur = () => {
      markFocused(state, id, false);
      hideTip(state);
    };
    path.onkeydown = (event) => onKey(state, id, event, does.select);
  });
  hit.on("mousemove mouseover", (e) => {
    L.DomEvent.stopPropagation(e);
    onPoint(state, e);
  });
  hit.on("mouseout", () => hideTip(state));
  hit.on("click", (e) => {
    L.DomEvent.stopPropagation(e);
    const dot = dotAt(state, e.containerPoint);
    if (dot) {
      pickDot(state, dot, does);
      return;
    }
    const ids = under(state, e);
    const taken = turnOf(state, ids, e.containerPoint);
    state.tipOf = null;
    showLines(state, [taken, ...ids.filter((other) => other !== taken)], e.containerPoint);
    does.select(taken);
  });
}

/** Listen on the map itself, for dots beside which no line is hit. */
export function listenOnDots(state, does) {
  state.map.on("mousemove", ({ containerPoint }) => {
    const dot = dotAt(state, containerPoint);
    if (dot) showDot(state, dot);
    else if (state.tipOf?.startsWith("dot ")) hideTip(state);
  });
  state.map.on("click", ({ containerPoint }) => {
    const dot = dotAt(state, containerPoint);
    if (dot) pickDot(state, dot, does);
  });
}

/** Add the tooltip to the map's box. */
export function addTip(state) {
  state.tip = element("div", "mv-tip", "");
  state.tip.setAttribute("role", "tooltip");
  state.tip.hidden = true;
  state.map.getContainer().append(state.tip);
}
