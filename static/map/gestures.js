/* How the map is moved: cooperative gestures, the sheet's bounds, where it opens, its buttons.

   The wheel and one finger belong to the page around the map; Ctrl (or ⌘) and the wheel, two fingers,
   the keys and the buttons move the map. */
/* global L */

import { hasFocusEmbedded } from "./bridge.js";
import { draw, text, wanted } from "./lines.js";
import { flip } from "./world.js";

const HINT_MS = 1200;

/* The ground where verdicts are decided: west, south, east, north. A lane that leaves it ends in an
   arrow at the sheet's edge. */
const GROUND = [27, 35, 88, 56];
/* What may be cut off of an opening view, so that a map a little narrower than a zoom step still shows
   the step: the far steppe and the last miles of a lane. */
const CUT_AT_MOST = 0.08; // of what is to be seen, on both sides together
const MARGIN_PX = 24; // round a selection

/* What of the world is drawn (FRAME in routes/world/topology.py). */
const DRAWN = [-45, 5, 150, 77];

const boundsOf = ([west, south, east, north]) => L.latLngBounds([south, west], [north, east]);

/* ---------- what is held ---------- */

/** Return the sheet: a view lies on it, so that its centre is one that a link may name. */
export const sheetOf = ({ limits }) =>
  boundsOf([limits.lon[0], limits.lat[0], limits.lon[1], limits.lat[1]]);

/**
 * Hold the zoom within its bounds, and the view on the sheet.
 *
 * The least zoom is the least at which what is drawn fills the map, so that a large window has no edge
 * of the world in it.
 */
export function holdBounds(state) {
  const { map, given } = state;
  const sheet = sheetOf(given);
  const drawn = boundsOf(DRAWN);
  const [least, most] = given.limits.zoom;
  const fill = () => {
    map.options.minZoom = least; // or else Leaflet answers with what was held before
    const filling = Math.min(most, Math.max(least, map.getBoundsZoom(drawn, true)));
    if (map.getZoom() < filling) {
      state.ours = true;
      map.setView(map.getCenter(), filling, { animate: false });
    }
    map.setMinZoom(filling);
  };
  map.setMaxZoom(most);
  // Leaflet's own `setMaxBounds` moves the map again after each move, which is then told twice.
  Object.assign(map.options, {
    maxBounds: sheet,
    maxBoundsViscosity: 1,
    bounceAtZoomLimits: false,
  });
  fill();
  map.on("resize", fill);
}

const clamp = (value, least, most) =>
  least > most ? (least + most) / 2 : Math.min(Math.max(value, least), most);

/** Return where the centre would have to be for the view to be on the sheet; null if it is there. */
export function strayed({ map, given }) {
  const sheet = sheetOf(given);
  const half = map.getSize().divideBy(2);
  const [first, last] = [sheet.getNorthWest(), sheet.getSouthEast()].map((p) => map.project(p));
  const at = map.project(map.getCenter());
  const held = L.point(
    clamp(at.x, first.x + half.x, last.x - half.x),
    clamp(at.y, first.y + half.y, last.y - half.y),
  );
  return at.distanceTo(held) <= 1 ? null : map.unproject(held);
}

/* ---------- where the map opens ---------- */

const land = (world, arcs, state) =>
  (world.states[state] || [])
    .flatMap((polygon) => polygon.flat())
    .flatMap((ref) => arcs[ref < 0 ? ~ref : ref]);

/** List the lines of a corridor, or of all that is shown: each as points (lon, lat). */
function linesOf(state, corridor) {
  const { shown, lines } = state;
  return Object.entries(lines.legs)
    .filter(([id, leg]) =>
      corridor
        ? leg.corridors.includes(corridor)
        : wanted(state, leg).length > 0 || shown.legs.includes(id),
    )
    .map(([, leg]) => leg.line);
}

const within = ([lon, lat]) =>
  lon >= GROUND[0] && lon <= GROUND[2] && lat >= GROUND[1] && lat <= GROUND[3];

/** Return the bounds that the map opens on: what is shown of the ground, and the home of the oil. */
export function openingOf(state) {
  const { world, arcs, given } = state;
  const bounds = L.latLngBounds(land(world, arcs, given.home));
  for (const line of linesOf(state)) {
    for (const point of line) if (within(point)) bounds.extend(flip(point));
  }
  return bounds.isValid() ? bounds : boundsOf(GROUND);
}

/** Return the bounds of what is selected, else of all that is shown. */
export function shownBounds(state) {
  const { focus, on } = state.shown;
  const bounds = L.latLngBounds([]);
  for (const line of linesOf(state, on.includes(focus) ? focus : "")) {
    for (const point of line) bounds.extend(flip(point));
  }
  return bounds;
}

/** Return the largest zoom at which bounds fit the map but for a part that may be cut off. */
export function zoomFor(map, bounds, { cut = 0, margin = 0 } = {}) {
  const size = map.getSize().subtract([2 * margin, 2 * margin]);
  const least = map.getMinZoom();
  const corners = [bounds.getSouthWest(), bounds.getNorthEast()].map((p) => map.project(p, least));
  const seen = corners[1].subtract(corners[0]).multiplyBy(1 - cut);
  const times = Math.min(size.x / Math.abs(seen.x), size.y / Math.abs(seen.y));
  const steps = Math.floor(Math.log2(times));
  return Math.max(least, Math.min(map.getMaxZoom(), least + steps));
}

function middleOf(map, bounds) {
  const points = [bounds.getSouthWest(), bounds.getNorthEast()].map((p) => map.project(p, 0));
  return map.unproject(points[0].add(points[1]).divideBy(2), 0);
}

/** Set the map where bounds are seen whole, as a reader's move. */
export function stand(state, bounds, options) {
  const { map } = state;
  // three arguments: a move of two is one that Python asks for (bridge.js)
  map.setView(middleOf(map, bounds), zoomFor(map, bounds, options), { animate: !options.quiet });
}

/**
 * Open on what is shown, for the width that the map has, where the link names no place.
 *
 * No reader moved the map: nothing is reported of it, and what is reported of a click names no place.
 */
export function openOnShown(state) {
  state.ours = true;
  stand(state, openingOf(state), { cut: CUT_AT_MOST, quiet: true });
  state.ours = false;
  state.opened = true;
}

/* ---------- gestures ---------- */

const isMac = () => /mac|iphone|ipad/i.test(navigator.platform);
const inFullScreen = () => Boolean(document.fullscreenElement);
/** Return whether the map has the wheel and the finger for itself. */
const isAlone = () => inFullScreen() || hasFocusEmbedded();

function hinter(state) {
  const { map } = state;
  const hint = document.createElement("p");
  hint.className = "mv-hint";
  hint.setAttribute("aria-hidden", "true"); // who cannot see the map has keys and buttons
  hint.hidden = true;
  map.getContainer().append(hint);
  let waiting = 0;
  return (key) => {
    hint.textContent = text(state, key);
    hint.hidden = false;
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      hint.hidden = true;
    }, HINT_MS);
  };
}

/** Leave the wheel and one finger to the page, and say in words how the map is moved. */
export function cooperate(state) {
  const { map } = state;
  const box = map.getContainer();
  const hint = hinter(state);
  // Before Leaflet hears of it. Nothing is prevented: the page scrolls as if the map were a picture.
  box.addEventListener(
    "wheel",
    (event) => {
      if (event.ctrlKey || event.metaKey || isAlone()) return;
      event.stopImmediatePropagation();
      hint(isMac() ? "wheel-mac" : "wheel");
    },
    { capture: true, passive: true },
  );
  // Leaflet's sheet takes every touch away from the page where dragging is on.
  const yieldTouch = () => {
    box.style.touchAction = inFullScreen() ? "none" : "pan-x pan-y";
  };
  // A mouse drags the map, one finger the page. The pointer says which before Leaflet hears of it.
  const dragBy = (kind) => {
    if (kind !== "touch" || isAlone()) map.dragging.enable();
    else map.dragging.disable();
    yieldTouch();
  };
  box.addEventListener("pointerdown", ({ pointerType }) => dragBy(pointerType), true);
  box.addEventListener(
    "touchmove",
    ({ touches }) => {
      if (touches.length === 1 && !isAlone()) hint("fingers");
    },
    { passive: true },
  );
  document.addEventListener("fullscreenchange", yieldTouch);
  dragBy(matchMedia("(pointer: coarse)").matches ? "touch" : "mouse");
}

/* ---------- buttons ---------- */

/* Drawn on a field of 16 by 16. */
const ICONS = {
  whole: "M2.5 7.5L8 2.5l5.5 5M4 6.8v6.2h3V9.5h2V13h3V6.8",
  fit: "M2 5.5V2h3.5M10.5 2H14v3.5M14 10.5V14h-3.5M5.5 14H2v-3.5M5 8h6M8 5v6",
  full: "M9.5 2H14v4.5M14 2L9 7M6.5 14H2V9.5M2 14l5-5",
  leave: "M13.5 6.5H9.5v-4M9.5 6.5L14 2M2.5 9.5h4v4M6.5 9.5L2 14",
};

function drawIcon(button, name) {
  const svg = draw(button, "svg", { viewBox: "0 0 16 16", width: 16, height: 16 });
  svg.setAttribute("aria-hidden", "true");
  draw(svg, "path", { d: ICONS[name], class: "mv-icon" });
}

function dress(state, button, icon, key) {
  button.replaceChildren();
  drawIcon(button, icon);
  button.title = text(state, key);
  button.setAttribute("aria-label", text(state, key));
}

async function toggleFullScreen(box) {
  try {
    if (inFullScreen()) await document.exitFullscreen();
    else await box.requestFullscreen();
  } catch {
    // the page around it does not allow it: the map stays as it is
  }
}

/** Name the buttons that Leaflet makes, in the reader's language. */
function nameZoom(state) {
  for (const key of ["zoom-in", "zoom-out"]) {
    const button = state.map.getContainer().querySelector(`.leaflet-control-${key}`);
    if (!button) continue;
    button.title = text(state, key);
    button.setAttribute("aria-label", text(state, key));
  }
}

/** Add the buttons: the whole view, fit to what is shown or selected, and full screen if there is. */
export function addButtons(state) {
  const { map } = state;
  const box = map.getContainer();
  const fit = () => {
    const bounds = shownBounds(state);
    if (bounds.isValid()) stand(state, bounds, { margin: MARGIN_PX });
  };
  const home = () => stand(state, openingOf(state), { cut: CUT_AT_MOST });
  const control = L.control({ position: "topleft" });
  control.onAdd = () => {
    const bar = document.createElement("div");
    bar.className = "leaflet-bar mv-buttons";
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", text(state, "view"));
    const add = (icon, key, act) => {
      const button = document.createElement("button");
      button.type = "button";
      button.dataset.act = icon;
      dress(state, button, icon, key);
      button.addEventListener("click", act);
      bar.append(button);
      return button;
    };
    add("whole", "whole", () => state.arcs && home());
    add("fit", "fit", () => state.lines && fit());
    if (document.fullscreenEnabled && box.requestFullscreen) {
      const full = add("full", "full", () => toggleFullScreen(box));
      document.addEventListener("fullscreenchange", () => {
        const inside = inFullScreen();
        dress(state, full, inside ? "leave" : "full", inside ? "leave" : "full");
      });
    }
    L.DomEvent.disableClickPropagation(bar);
    return bar;
  };
  control.addTo(map);
  nameZoom(state);
}
