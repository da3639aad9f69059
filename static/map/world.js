/* The background: land, coasts, borders, and the tint of the states to avoid. */
/* global L */

/** Turn (lon, lat) of the data into Leaflet's (lat, lon): the one flip on this side. */
export const flip = ([lon, lat]) => [lat, lon];

/** Undo the coding of basemap.json: first a point, then steps from point to point. */
export function arcsOf({ arcs, scale }) {
  return arcs.map((deltas) => {
    let [x, y] = deltas;
    const points = [flip([x / scale, y / scale])];
    for (let i = 2; i < deltas.length; i += 2) {
      x += deltas[i];
      y += deltas[i + 1];
      points.push(flip([x / scale, y / scale]));
    }
    return points;
  });
}

/** Join a state's arcs to rings; arc ~n is arc n walked backwards. */
export function polygonsOf(states, arcs, state) {
  const ring = (refs) =>
    refs.flatMap((ref, i) => {
      const arc = ref < 0 ? [...arcs[~ref]].reverse() : arcs[ref];
      return i ? arc.slice(1) : arc; // an arc begins where the one before it ended
    });
  return (states[state] || []).map((polygon) => polygon.map(ring));
}

function pane(map, name, z) {
  map.createPane(name).style.zIndex = z;
  map.getPane(name).style.pointerEvents = "none";
  return L.svg({ pane: name, padding: 0.5 });
}

/** Draw land, coasts and borders, once. */
export function drawWorld(state) {
  const { map, world } = state;
  state.arcs = arcsOf(world);
  const flat = { interactive: false, smoothFactor: 0.8 };
  const land = pane(map, "mv-land", 200);
  const edge = pane(map, "mv-edge", 220);
  pane(map, "mv-tint", 210);
  const everywhere = Object.keys(world.states).flatMap((code) =>
    polygonsOf(world.states, state.arcs, code),
  );
  L.polygon(everywhere, {
    ...flat,
    pane: "mv-land",
    renderer: land,
    stroke: false,
    className: "mv-land",
  }).addTo(map);
  for (const [kind, className] of [
    ["c", "mv-coast"],
    ["b", "mv-border"],
  ]) {
    const edges = state.arcs.filter((_, i) => world.kinds[i] === kind);
    L.polyline(edges, { ...flat, pane: "mv-edge", renderer: edge, className, weight: 1 }).addTo(
      map,
    );
  }
}

/** Tint the states to avoid, and the one that this is about, and no other. */
export function tint(state) {
  const { map, world, arcs, tints, shown, given } = state;
  const tinted = new Set([...shown.avoid, given.home]);
  for (const [code, polygon] of tints) {
    if (!tinted.has(code)) polygon.remove();
  }
  for (const code of tinted) {
    if (!tints.has(code)) {
      const polygon = L.polygon(polygonsOf(world.states, arcs, code), {
        pane: "mv-tint",
        interactive: false,
        stroke: false,
        className: "mv-tint",
      });
      polygon.on("add", () => {
        polygon.getElement().dataset.state = code;
      });
      tints.set(code, polygon);
    }
    const polygon = tints.get(code).addTo(map);
    polygon.getElement().classList.toggle("mv-home", !shown.avoid.includes(code));
  }
}

/** Return the lines as the borders shown measure them: those of lines.json, some redrawn. */
export function linesOf({ base, redrawn, shown }) {
  if (!shown.borders || !redrawn) return base;
  const legs = Object.entries(redrawn.legs).map(([id, leg]) => [id, { ...base.legs[id], ...leg }]);
  return { ...base, legs: { ...base.legs, ...Object.fromEntries(legs) } };
}

const HATCH_PX = 6;

/* A pattern lies in the document, and is named by an attribute: a sheet would look for it in itself. */
function addHatch(map) {
  const holder = document.createElement("div");
  holder.innerHTML = `<svg width="0" height="0" aria-hidden="true" style="position: absolute"><defs>
    <pattern id="mv-hatch" width="${HATCH_PX}" height="${HATCH_PX}" patternUnits="userSpaceOnUse"
      patternTransform="rotate(45)"><path class="mv-hatch" d="M0 0V${HATCH_PX}"/></pattern>
  </defs></svg>`;
  map.getContainer().append(holder.firstElementChild);
}

function makeAreas({ map, redrawn }) {
  const flat = { interactive: false, smoothFactor: 0.8, fillOpacity: 1 };
  const ground = pane(map, "mv-area", 215);
  const edge = pane(map, "mv-control", 225);
  addHatch(map);
  return Object.entries(redrawn.areas).flatMap(([id, area]) => {
    const land = area.land.map((rings) => rings.map((ring) => ring.map(flip)));
    const own = { ...flat, pane: "mv-area", renderer: ground, stroke: false };
    const under = L.polygon(land, { ...own, className: "mv-ground" });
    under.on("add", () => {
      under.getElement().dataset.area = id;
    });
    under.controller = area.controller;
    const over = L.polygon(land, { ...own, fillColor: "url(#mv-hatch)", className: "mv-area" });
    const line = L.polyline(
      area.line.map((points) => points.map(flip)),
      { ...flat, pane: "mv-control", renderer: edge, weight: 1.6, className: "mv-control" },
    );
    return [under, over, line];
  });
}

/** Draw disputed areas hatched, with the line of control, where the borders shown have them. */
export function drawAreas(state) {
  const { map, redrawn, shown } = state;
  const on = Boolean(shown.borders && redrawn);
  if (!on && !state.areas) return;
  state.areas ??= makeAreas(state);
  for (const layer of state.areas) {
    if (!on) layer.remove();
    else if (!map.hasLayer(layer)) layer.addTo(map);
    if (on && layer.controller) {
      layer.getElement().classList.toggle("mv-avoided", shown.avoid.includes(layer.controller));
    }
  }
}
