/* What pointer and keyboard do on a line: tooltip, selection, the way from line to line. */
/* global L */

import { corridorName, describe, insideKm, wanted } from "./lines.js";

/* Space of the tooltip from the map's edge, and from the pointer above and below it. */
const EDGE_PX = 6;
const ABOVE_PX = 16;
const BELOW_PX = 18;

const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** Return the corridor that a pick of a leg means: the one in focus, else the first drawn. */
export function corridorOf(state, id) {
  const on = wanted(state, state.lines.legs[id]);
  return on.includes(state.shown.focus) ? state.shown.focus : on[0];
}

/** List the rows of a leg's tooltip, each with class, text, and a second text with its class. */
export function tipRows(state, id) {
  const [name, kind, km, inside] = describe(state, id);
  const leg = state.lines.legs[id];
  const corridors = wanted(state, leg).map((corridor) => corridorName(state, corridor));
  const rows = corridors.length ? [{ cls: "mv-tip-corridor", text: corridors.join(" · ") }] : [];
  rows.push({ cls: "mv-tip-name", text: name }, { cls: "mv-tip-kind", text: kind });
  const side = insideKm(state, leg) > 0 ? "mv-inside" : "mv-outside";
  rows.push({ cls: "mv-tip-km", text: km, ...(inside && { second: { cls: side, text: inside } }) });
  const flow = state.shown.names[`flow.${id}`];
  if (flow) rows.push({ cls: "mv-tip-km", text: flow });
  return rows;
}

function element(tag, cls, words) {
  const node = document.createElement(tag);
  node.className = cls;
  node.textContent = words;
  return node;
}

function showTip(state, id, point) {
  if (!id || !point) return;
  const { tip, map } = state;
  if (state.tipOf !== id) {
    state.tipOf = id;
    tip.replaceChildren();
    for (const { cls, text, second } of tipRows(state, id)) {
      const row = element("div", cls, text);
      if (second) row.append(" · ", element("span", second.cls, second.text));
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

/** Hide the tooltip. */
export function hideTip(state) {
  state.tipOf = null;
  state.tip.hidden = true;
}

/** Return the leg nearest to a pointer: lines lie close, and the topmost need not be the one. */
export function nearest({ map, drawn }, { layerPoint }) {
  let best = null;
  for (const [id, { hit }] of drawn) {
    if (!map.hasLayer(hit)) continue;
    const p = hit.closestLayerPoint(layerPoint);
    if (p && (!best || p.distance < best.distance)) best = { id, distance: p.distance };
  }
  return best && best.id;
}

/* A point in the middle of what is seen of a line, for a tooltip that no pointer asked for. */
function middle(map, hit) {
  const box = L.bounds([0, 0], map.getSize());
  const points = hit.getLatLngs().map((p) => map.latLngToContainerPoint(p));
  const seen = points.filter((p) => box.contains(p));
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

/** Listen on what is hit of a leg; `select(id)` is called when one is picked. */
export function listen(state, id, hit, select) {
  hit.on("add", () => {
    const path = hit.getElement();
    path.dataset.leg = id;
    path.setAttribute("role", "button");
    path.setAttribute("tabindex", "-1");
    path.onfocus = () => showTip(state, id, middle(state.map, hit));
    path.onblur = () => hideTip(state);
    path.onkeydown = (event) => onKey(state, id, event, select);
  });
  hit.on("mousemove mouseover", (e) => showTip(state, nearest(state, e), e.containerPoint));
  hit.on("mouseout", () => hideTip(state));
  hit.on("click", (e) => {
    L.DomEvent.stopPropagation(e);
    const found = nearest(state, e);
    showTip(state, found, e.containerPoint);
    select(found);
  });
}

/** Add the tooltip to the map's box. */
export function addTip(state) {
  state.tip = element("div", "mv-tip", "");
  state.tip.setAttribute("role", "tooltip");
  state.tip.hidden = true;
  state.map.getContainer().append(state.tip);
}
