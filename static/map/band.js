/* How well lines are known: a soft ribbon under each, as wide as the precision that is stated for it,
   and the word that says that the map is a schematic. From zoom 7 on, where a few straight strokes
   between towns would look like a survey.

   The kilometres at each vertex come from band.json, which the build works out. The ribbon lies on
   the line itself, not where the line was moved aside for another: it says where the pipe may be. */
/* global L */

import { draw, fill, kilometres, text } from "./lines.js";

const FROM_ZOOM = 7;
const FULL_ZOOM = 8;
const FAINT = 0.07;
const FULL = 0.13;
/* Pixels on each side: a wider ribbon fills the sheet, whatever its width. */
const WIDEST_PX = 400;
const APART_PX = 2; // vertices nearer than this on the screen are taken as one

const EARTH_M = 40_075_017; // the equator, as Web Mercator has it
const TILE_PX = 256;
const M_PER_KM = 1000;
const HALF_TURN = 180;

/** Return whether the precision of lines is shown at a zoom. */
export const isClose = (zoom) => zoom >= FROM_ZOOM;

/** Return how strong the ribbon is at a zoom, 0 to 1. */
export function strength(zoom) {
  if (!isClose(zoom)) return 0;
  return zoom < FULL_ZOOM ? FAINT : FULL;
}

/** Return how many pixels some kilometres are at a latitude and zoom. */
export function pxOfKm(km, lat, zoom) {
  const around = EARTH_M * Math.cos((lat * Math.PI) / HALF_TURN);
  return (km * M_PER_KM * TILE_PX * 2 ** zoom) / around;
}

/* A piece of ribbon: what two circles and their common tangents enclose. */
function pieceOf(a, b) {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const far = Math.hypot(dx, dy);
  const wide = a.r > b.r ? a : b;
  const whole = ({ x, y, r }) => {
    const [R, left, right] = [r.toFixed(1), (x - r).toFixed(1), (x + r).toFixed(1)];
    const at = y.toFixed(1);
    return `M${left} ${at}A${R} ${R} 0 1 1 ${right} ${at}A${R} ${R} 0 1 1 ${left} ${at}Z`;
  };
  if (far <= Math.abs(a.r - b.r)) return whole(wide); // one circle lies within the other
  const along = (a.r - b.r) / far;
  const across = Math.sqrt(1 - along * along);
  const touch = ({ x, y, r }, side) => {
    const nx = (along * dx - side * across * dy) / far;
    const ny = (along * dy + side * across * dx) / far;
    return `${(x + nx * r).toFixed(1)} ${(y + ny * r).toFixed(1)}`;
  };
  const arc = ({ r }, large) => `A${r.toFixed(1)} ${r.toFixed(1)} 0 ${large ? 1 : 0} 1 `;
  // clockwise on the screen, as the whole circles are: what overlaps adds up, and leaves no hole
  return (
    `M${touch(a, -1)}L${touch(b, -1)}${arc(b, b.r > a.r)}${touch(b, 1)}` +
    `L${touch(a, 1)}${arc(a, a.r > b.r)}${touch(a, -1)}Z`
  );
}

/**
 * Return the outline of a ribbon as the data of an SVG path, to be filled by the rule `nonzero`.
 *
 * @param {object[]} points {x, y, r}: pixels, and half the ribbon's width there.
 */
export const ribbonOf = (points) =>
  points
    .slice(1)
    .map((b, i) => pieceOf(points[i], b))
    .join("");

/** Write the least and the greatest of some kilometres, rounded up: never better than they are. */
export function spanKm(state, kms) {
  const [least, most] = [Math.ceil(Math.min(...kms)), Math.ceil(Math.max(...kms))];
  const low = kilometres(state, least);
  return least === most ? low : `${low}–${kilometres(state, most)}`;
}

/* Leave out vertices too near the last to be told apart; the widest of them counts. */
function thinned(points) {
  const found = [];
  for (const [i, point] of points.entries()) {
    const last = found.at(-1);
    const far = !last || Math.hypot(point.x - last.x, point.y - last.y) >= APART_PX;
    if (far || i + 1 === points.length) found.push({ ...point });
    else last.r = Math.max(last.r, point.r);
  }
  return found;
}

/* Cut a line into the runs of vertices whose ribbon may touch a box. */
function runsIn(points, { x: width, y: height }) {
  const runs = [];
  let open = false;
  for (let i = 1; i < points.length; i += 1) {
    const [a, b] = [points[i - 1], points[i]];
    const r = Math.max(a.r, b.r);
    const touches =
      Math.max(a.x, b.x) + r > -width &&
      Math.min(a.x, b.x) - r < 2 * width &&
      Math.max(a.y, b.y) + r > -height &&
      Math.min(a.y, b.y) - r < 2 * height;
    if (touches && open) runs.at(-1).push(b);
    else if (touches) runs.push([a, b]);
    open = touches;
  }
  return runs;
}

/** Make the pane of ribbons, and the place for the words, in the corner of the scale. */
export function addBand(state) {
  const pane = state.map.createPane("mv-precision");
  pane.style.zIndex = 370; // under halo and casing of every line
  pane.classList.add("leaflet-zoom-hide");
  const svg = draw(pane, "svg", {
    class: "mv-ribbons",
    width: 1,
    height: 1,
    "aria-hidden": "true",
  });
  const control = L.control({ position: "bottomright" });
  control.onAdd = () => L.DomUtil.create("div", "mv-schematic");
  control.addTo(state.map);
  return { pane, svg, words: control.getContainer() };
}

/** Draw the ribbons of the legs shown anew, and say how well what is on the screen is known. */
export function drawBand(state) {
  const { map, band, drawn, base } = state;
  const zoom = map.getZoom();
  const { pane, svg, words } = state.ribbons;
  svg.replaceChildren();
  pane.style.opacity = String(strength(zoom));
  const seen = [];
  const size = map.getSize();
  for (const id of band && isClose(zoom) ? drawn.keys() : []) {
    const { line } = base.legs[id];
    const kms = band.legs[id];
    if (kms?.length !== line.length) continue; // of other data than the lines
    const points = line.map(([lon, lat], i) => {
      const { x, y } = map.latLngToContainerPoint([lat, lon]);
      if (x > 0 && y > 0 && x < size.x && y < size.y) seen.push(kms[i]);
      return { x, y, r: Math.min(WIDEST_PX, pxOfKm(kms[i], lat, zoom)) };
    });
    const d = runsIn(points, size)
      .map((run) => ribbonOf(thinned(run)))
      .join("");
    if (d) draw(svg, "path", { class: "mv-ribbon", "data-leg": id, d });
  }
  const corner = map.containerPointToLayerPoint([0, 0]);
  svg.style.transform = `translate(${corner.x}px, ${corner.y}px)`;
  words.hidden = !seen.length;
  words.textContent = seen.length
    ? fill(text(state, "schematic"), { km: spanKm(state, seen) })
    : "";
}
