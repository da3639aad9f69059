/* The map of Multivector, drawn by Leaflet inside the frame of streamlit-folium.

   Python builds a constant map and calls multivector.init(map, given) once: version of the data,
   theme, texts, limits. After that only ids travel: multivector.show(view), see DEFAULTS. Geometry
   comes from two static files that map.js asks for. */
/* global L */

import * as bridge from "./bridge.js";
import { placed } from "./bundles.js";
import { addEdges, drawEdges } from "./edges.js";
import { addButtons, cooperate, holdBounds, openOnShown, strayed } from "./gestures.js";
import { addLegend, draw, drawLegend, drawLegs, light, text } from "./lines.js";
import { controls, drawNames } from "./names.js";
import { addTip, corridorOf, hideTip, listen, listenOnDots } from "./pointer.js";
import { drawAreas, drawWorld, linesOf, tint } from "./world.js";

const PANES = { "mv-halo": 380, "mv-casing": 390, "mv-line": 400, "mv-hit": 450, "mv-ink": 470 };
const SCALE_PX = 110;

/** What Python may send of a view, and what counts where it sends nothing. */
const DEFAULTS = {
  on: [], // corridors to show
  avoid: [], // states to avoid
  focus: null, // the corridor drawn foremost
  names: {}, // texts of this view, before those of `init`
  width: {}, // leg → line width in pixels, where it shows a flow
  closed: [], // legs struck out
  legs: [], // legs shown beside the corridors' own
  strong: [], // legs drawn foremost
  status: {}, // leg → status at the time looked at, where it is not that of the data
  session: "", // which server's session answered
  address: "", // the query that a move of the map brings up to date
  at: "", // the query that Python answered
  panel: false, // whether the switches on the page say what is on
  borders: "", // the set of borders, where it is not the UN's
  fit: "", // "shown": open on what is shown, as the link names no place
  year: 0, // the year whose amounts the widths show
  lines: "equal", // "moved": widths show what moved in the year
  places: false, // whether a click on a place's dot reports the place
};

/** Fill in what Python left out of a view. */
const viewOf = (sent) => ({ ...DEFAULTS, ...sent });

/* What the map knows: one object, handed to every module. Nothing else is kept between two calls. */
const state = {
  map: null, // Leaflet's map
  given: null, // what Python sends once: version, theme, texts, limits, ground, home
  base: null, // lines.json
  redrawn: null, // lines_de_facto.json, once a view asks for it
  band: null, // band.json, once the map stands close
  asked: false, // whether these are on their way
  bandModule: null, // band.js, the same
  ribbons: null, // the elements in which band.js draws
  lines: null, // the lines as the borders shown measure them
  areas: null, // the layers of disputed areas
  world: null, // basemap.json
  arcs: null, // the arcs of basemap.json as points
  view: viewOf({}), // the view as Python sent it last
  shown: viewOf({}), // the same with the switches as the panel shows them
  panel: null, // corridors that the panel shows; null where there is no panel
  years: null, // years.json
  visible: [], // legs shown
  laid: null, // where they lie at this zoom
  plans: { known: new Map(), cache: new WeakMap() }, // what bundles.js worked out before
  drawn: new Map(), // leg → {key, laid, zoom, layers, hit}
  lit: "", // the corridor that is lit
  hovered: "", // the corridor under the pointer
  light: null, // lights a corridor
  when: null, // year and width of lines that the slider shows, until Python has answered
  pointed: null, // the corridor picked on the page, until Python has answered
  dots: [], // places marked: {id, x, y, r, kind} in pixels of the map's box
  turn: null, // what the last click could mean, and which of it was taken
  send: {}, // sends an event to the page around the map, by its name
  tints: new Map(), // state → polygon
  raised: "", // selection and lines in the order last drawn
  rendered: "", // what was shown when it was last drawn
  waiting: 0, // the frame in which names are written next
  prepared: null, // basemap.json as ground.js wants it
  ground: null, // what lies where on the sheet
  stood: null, // where names stood at this zoom
  measured: new Map(), // text and face → width in pixels
  canvas: null, // what measures text
  ink: null, // the SVG that carries dots and names
  tip: null, // the tooltip
  tipOf: null, // the leg that the tooltip is about
  marked: new Set(), // marks of the places shown, for the legend
  legend: null, // the legend's element
  legendKey: "", // what the legend last said
  edges: null, // the element in which the arrows at the sheet's edge stand
  edgesKey: "", // what they last said, and where
  ours: true, // whether the move under way is not the reader's
  opened: false, // whether the map stands where it opened by itself
  moving: false, // whether a move is under way
  known: null, // what was last reported, or set by Python
  tell: null, // reports to Streamlit at once, without asking whether it is news
  unanswered: null, // a leg picked, to which Python has not answered yet
};

const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
const there = () => state.lines && state.world && state.map;

/* A leg on a map of corridors stands for a corridor; on a map of legs it is what was picked. */
function select(id) {
  const picked = id && (corridorOf(state, id) || `leg:${id}`);
  if (!picked) return;
  state.unanswered = id;
  bridge.reportPick(state, picked);
  if (picked.startsWith("leg:")) return;
  state.send.focus({ corridor: picked });
  if (state.shown.focus === picked) return;
  state.shown = { ...state.shown, focus: picked };
  render();
}

const does = { select, report: (token) => bridge.reportPick(state, token) };
const drawLines = () => drawLegs(state, (id, hit) => listen(state, id, hit, does));

const legend = () => drawLegend(state, (borders) => bridge.reportPick(state, `borders:${borders}`));

function finish() {
  state.waiting = 0;
  state.bandModule?.drawBand(state);
  drawEdges(state, controls(state, ".leaflet-control"));
  drawNames(state, legend);
  // the legend may have grown by the marks that are named now
  drawEdges(state, controls(state, ".leaflet-control"));
}

/* Lines change at once; legend, marks and names follow within the next frame, once however much changed. */
function soon() {
  if (!there() || state.waiting) return;
  state.waiting = requestAnimationFrame(finish);
}

function render() {
  if (!there()) return;
  state.map.getContainer().setAttribute("aria-label", text(state, "map"));
  const key = JSON.stringify([state.shown, state.redrawn !== null]);
  if (key === state.rendered) return;
  state.rendered = key;
  hideTip(state);
  state.lines = linesOf(state);
  tint(state);
  drawAreas(state);
  drawLines();
  soon();
}

/* Take over the view as Python sent it, with the switches as the panel shows them. */
function merge() {
  const { view, lines, panel, when, pointed } = state;
  const on = new Set(panel && view.panel ? panel : view.on);
  const order = lines ? Object.keys(lines.corridors) : [...on];
  const focus = pointed === null ? view.focus : pointed || null;
  state.shown = { ...view, ...when, focus, on: order.filter((id) => on.has(id)) };
}

/* What the page shows already goes before Python's word until that is the same; a view with another
   selection than before is news. */
function settle(view, before) {
  const { when, pointed } = state;
  if (when && view.year === when.year && view.lines === when.lines) state.when = null;
  if (view.focus !== before.focus || (view.focus ?? "") === pointed) state.pointed = null;
}

/* The list, the slider and the card beside the map change it at once; see decision 0022. */
function followPage() {
  state.light = (corridor) => there() && light(state, corridor);
  bridge.hear("mv-year", ({ year, lines }) => {
    state.when = { year, lines };
    update();
  });
  state.send.hover = bridge.hear("mv-hover", ({ corridor }) => {
    state.light(corridor ?? "");
  });
  state.send.focus = bridge.hear("mv-focus", ({ corridor }) => {
    state.pointed = corridor ?? "";
    update();
  });
}

/* Open on what is shown: when the view first asks for it, or when Python has set the map anew. */
function open() {
  if (there() && state.view.fit === "shown") openOnShown(state);
}

function update() {
  merge();
  render();
}

/* Other borders than the UN's come in a file of their own, when a view first asks for them. */
async function redraw() {
  if (!state.view.borders || state.redrawn) return;
  try {
    state.redrawn = await api.read("lines_de_facto.json");
    update();
  } catch (error) {
    showNote(`${text(state, "failed")} (${error.message})`);
  }
}

/* How well lines are known is shown close up only: module and data come when the map first stands there. */
const BAND_FROM_ZOOM = 7;

async function lookClose() {
  if (state.asked || state.map.getZoom() < BAND_FROM_ZOOM) return;
  state.asked = true;
  try {
    const [found, band] = await Promise.all([import("./band.js"), api.read("band.json")]);
    state.ribbons = found.addBand(state);
    Object.assign(state, { band, bandModule: found });
    soon();
  } catch (error) {
    state.asked = false; // the next look close asks again
    showNote(`${text(state, "failed")} (${error.message})`);
  }
}

function showNote(words) {
  const note = document.createElement("p");
  note.className = "mv-failed";
  note.setAttribute("role", "alert");
  note.textContent = words;
  state.map.getContainer().append(note);
}

function prepare(map) {
  const box = map.getContainer();
  for (const [name, value] of Object.entries(state.given.theme)) {
    document.documentElement.style.setProperty(`--${name}`, value);
  }
  bridge.showOnceStyled(map);
  bridge.nameFrame(text(state, "map"));
  box.setAttribute("role", "region");
  box.classList.add("mv-map");
  if (calm) bridge.calmDown(map);
  map.attributionControl.setPrefix(false).addAttribution("Natural Earth; Leaflet");
  L.control.scale({ imperial: false, position: "bottomright", maxWidth: SCALE_PX }).addTo(map);
  for (const [name, z] of Object.entries(PANES)) map.createPane(name).style.zIndex = z;
  const pane = map.getPane("mv-ink");
  pane.classList.add("leaflet-zoom-hide");
  state.ink = draw(pane, "svg", { class: "mv-ink", width: 1, height: 1 });
  state.canvas = document.createElement("canvas").getContext("2d");
  addTip(state);
  addEdges(state);
}

/* Names are as wide as their font: they are set anew once the page's font is there. */
async function writeInPageFont() {
  await bridge.borrowFont();
  state.measured.clear();
  soon();
}

async function load() {
  try {
    [state.base, state.world, state.years] = await Promise.all(api.files);
    state.lines = state.base;
    if (state.lines.data_version !== state.given.version) showNote(text(state, "rebuilt"));
    drawWorld(state);
    merge();
    open();
    render();
    lookClose();
  } catch (error) {
    showNote(`${text(state, "failed")} (${error.message})`);
    bridge.tellDrawn(state, false);
    return;
  }
  // names are written in the next frame
  requestAnimationFrame(() => bridge.tellDrawn(state, true));
  writeInPageFont();
}

/* Called once, by the script that folium made, before streamlit-folium looks at the map. */
function init(map, given) {
  Object.assign(state, { map, given });
  prepare(map);
  bridge.fitHeight(state);
  holdBounds(state);
  bridge.keepQuiet(state, calm, { strayed, placed: open });
  cooperate(state);
  addButtons(state);
  addLegend(state, soon);
  bridge.drawForPaper(state, finish);
  bridge.watchSwitches(state, update);
  followPage();
  listenOnDots(state, does);
  map.on("zoomend", () => there() && drawLines());
  map.on("moveend resize", soon);
  map.on("zoomend", () => there() && lookClose());
  map.on("resize", () => state.opened && open());
  map.on("movestart", () => hideTip(state));
  api.ready = load();
}

/* Show exactly this. Call it as often as you like, before the data is there, too. */
function show(sent) {
  api.heard = true;
  const view = viewOf(sent);
  settle(view, state.view);
  // picked while another server took over: that one is asked again
  const { session } = state.view;
  const again = session && view.session !== session && state.unanswered;
  state.unanswered = null;
  if (again) setTimeout(() => select(again));
  const asked = state.view.fit;
  state.view = view;
  merge();
  if (view.fit !== asked) open();
  render();
  redraw();
}

const api = {
  files: window.multivector?.files ?? [],
  read: window.multivector?.read,
  init,
  show,
  ready: null,
  heard: false,
  state: () => structuredClone(state.shown),
  placed: () => Object.fromEntries(placed(state)),
  get map() {
    return state.map;
  },
};
window.multivector = api;
