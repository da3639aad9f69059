/* Where lines lie and how wide they are: those that share ground run side by side.

   `placed` is what all that is drawn, hit and named goes by. */

import { flip } from "./world.js";

/* Width in pixels at zoom 4, by mode; each zoom step adds a little, up to zoom 8. */
const WIDTH = { pipeline: 3, sea: 2.6, rail: 1.8 };
const WIDTH_PER_ZOOM = 0.25;
const ZOOM_THIN = 4;
const ZOOM_STEPS = 4;
const FOREMOST = 1.45; // how much wider what is foremost is
const THINNEST_PX = 0.8; // a flow of next to nothing is still a line

/** Return whether a leg is drawn foremost. */
export const foremost = ({ shown }, id, leg) =>
  shown.strong.includes(id) || leg.corridors.includes(shown.focus);

/** Return a leg's width in pixels at the map's zoom. */
export function widthOf(state, id, leg) {
  const given = state.shown.width[id];
  if (given !== undefined) return Math.max(THINNEST_PX, given);
  const steps = Math.max(0, Math.min(state.map.getZoom() - ZOOM_THIN, ZOOM_STEPS));
  const width = (WIDTH[leg.mode] ?? WIDTH.rail) + steps * WIDTH_PER_ZOOM;
  return width * (foremost(state, id, leg) ? FOREMOST : 1);
}

/** Return the width in pixels in which a leg shown is drawn. */
export const weightOf = (state, id) => widthOf(state, id, state.lines.legs[id]);

/** Return where the lines drawn lie, leg → points in pixels of the map's box. */
export function placed(state) {
  const { map, lines, drawn } = state;
  return new Map(
    [...drawn.keys()].map((id) => [
      id,
      lines.legs[id].line.map((point) => map.latLngToContainerPoint(flip(point))),
    ]),
  );
}
