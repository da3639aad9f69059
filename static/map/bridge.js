/* The ways in and out of the map: streamlit-folium's frame, Streamlit's page around it, Leaflet.

   All that leans on something that is not its public interface stands here, and nowhere else, each
   with the reason. These break first when one of the three is renewed; each has a test of its own in
   tests/map/test_bridge.py. */
/* global L */

/* A page or sheet of another origin is closed to us: then there is the second best. */
function reach(action, otherwise) {
  try {
    return action(parent);
  } catch {
    return otherwise;
  }
}

const isEmbedded = (page) => /[?&]embed=true/.test(page.location.search);

/** Return whether the map is embedded in another page and has the focus there. */
export const hasFocusEmbedded = () =>
  reach((page) => isEmbedded(page) && document.hasFocus(), false);

/* ---------- streamlit-folium ---------- */

/** Return what streamlit-folium would report of the map: in its form, of what it was asked for. */
export function report({ map }) {
  // Its only account of what it last reported is `previous_data` in this global of its own.
  const frame = window.__GLOBAL_DATA__;
  const known = {
    last_object_clicked_tooltip: frame.last_object_clicked_tooltip,
    zoom: map.getZoom(),
    center: map.getCenter(),
  };
  const asked = frame.returned_objects || [];
  return Object.fromEntries(Object.entries(known).filter(([key]) => asked.includes(key)));
}

/**
 * Report a picked line at once.
 *
 * Why not streamlit-folium's own report: it waits 250 ms. Written into its global exactly in its
 * form, so that the report which it sends afterwards finds nothing new. The token's tail makes a
 * second click on the same line another one.
 */
export function reportPick(state, picked) {
  const frame = window.__GLOBAL_DATA__;
  if (!frame || !window.Streamlit) return;
  frame.last_object_clicked_tooltip = `${picked}#${Date.now().toString(36)}`;
  const found = report(state);
  frame.previous_data = found;
  // also in the midst of a move; a map that no reader moved and no link placed stands nowhere
  state.tell(state.opened ? { ...found, center: null } : found);
  state.known = found;
}

/* Whether two reports are of one place: Leaflet rounds its centre to a pixel when it has looked at
   its size, also where that is what it was. */
function standsAt(map, known, { center, zoom }) {
  if (!known || !known.center || !center || known.zoom !== zoom) return false;
  return map.project(known.center, zoom).distanceTo(map.project(center, zoom)) < 1;
}

/**
 * Keep quiet about moves that the reader did not make.
 *
 * Why: streamlit-folium reports every move, its own too, and each report is a run of the page; a
 * cold start would run twice. There is no event that says who moved the map. So `setView` is
 * replaced: only streamlit-folium calls it with two arguments, Leaflet's own controls do not call
 * it, or with three. What it set is then entered as already reported.
 *
 * And about a move that is not over: its report waits 250 ms and reads where the map is by then. A
 * reader who drags twice in a row, or just after the map was set, would be reported half way, and
 * Back would lead there. So `setComponentValue` is replaced: what comes in the midst of a move is
 * dropped, and the end of the move makes a report of its own.
 *
 * `strayed(state)` returns where a move that went too far has to end, or null; `placed()` is called
 * when Python has set the map somewhere.
 */
export function keepQuiet(state, calm, { strayed, placed }) {
  const { map } = state;
  const settle = () => {
    if (state.ours && window.__GLOBAL_DATA__) {
      state.known = report(state);
      window.__GLOBAL_DATA__.previous_data = state.known;
    }
    state.ours = false;
  };
  const setView = map.setView;
  map.setView = function (...given) {
    if (given.length !== 2) return setView.apply(this, given);
    state.ours = true;
    state.opened = false;
    if (calm) given.push({ animate: false });
    setView.apply(this, given);
    placed();
    return this;
  };
  map.on("resize", () => {
    state.ours = true;
  });
  const frame = window.Streamlit;
  if (frame) {
    const set = frame.setComponentValue;
    state.tell = (value) => {
      state.known = value;
      set.call(frame, value);
    };
    frame.setComponentValue = (value) => {
      // the end of the move is news even where the map stands still by then
      if (state.moving) window.__GLOBAL_DATA__.previous_data = null;
      else if (!standsAt(map, state.known, value)) state.tell(value);
    };
  }
  map.on("movestart", () => {
    state.moving = true;
  });
  let stood = null; // where the last move ended
  map.on("moveend", () => {
    const held = strayed(state);
    if (held) {
      map.setView(held, map.getZoom(), { animate: false }); // ends in a move of its own
      return;
    }
    state.moving = false;
    const stands = { center: map.getCenter(), zoom: map.getZoom() };
    if (!state.ours && !standsAt(map, stood, stands)) {
      state.opened = false;
      writeAddress(state);
    }
    stood = stands;
    settle();
  });
  settle();
}

/** The width in pixels below which a map is that of a phone. */
const NARROW_PX = 640;

/** Return whether the map is as narrow as a phone. */
export const narrow = ({ map }) => map.getSize().x < NARROW_PX;

/* The width of the reader's window from which letters are a step larger. */
const WIDE_PX = 1600;

/** Return whether the page is as wide as a large screen: it is read from farther. */
export function wide() {
  try {
    return window.parent.innerWidth >= WIDE_PX;
  } catch {
    return window.innerWidth >= WIDE_PX; // a window that we may not look at
  }
}

/* On a phone the map leaves room for the page, less than half of the window. */
const TALLEST_ON_PHONE = 0.48; // of the window
const SHORTEST_ON_PHONE_PX = 300;
const GUESS_PX = 800; // a window that we may not look at
const ASKED_PX = 560;

/* The height that the page's own style sheet gives the frame; null where it gives none. */
const styledHeight = () =>
  reach(
    (page) =>
      page.getComputedStyle(frameElement).getPropertyValue("--map")
        ? frameElement.clientHeight
        : null,
    null,
  );

/**
 * Fit the map's height to the window.
 *
 * Where the page's sheet gives the frame its height (`--map`), that counts, from the first paint.
 *
 * Why: streamlit-folium sets the frame to the height that Python names, which knows no window, and
 * does so again after every run. So `setFrameHeight` is replaced: asked for that height, it sets the
 * fitting one.
 */
export function fitHeight(state) {
  const { map } = state;
  const box = map.getContainer();
  const asked = Number.parseFloat(box.style.height) || ASKED_PX;
  const fitted = () => {
    if (document.fullscreenElement) return innerHeight;
    const styled = styledHeight();
    if (styled !== null) return styled;
    if (innerWidth >= NARROW_PX) return asked;
    const tall = reach((page) => page.innerHeight, GUESS_PX);
    return Math.min(asked, Math.max(SHORTEST_ON_PHONE_PX, Math.round(tall * TALLEST_ON_PHONE)));
  };
  const apply = () => {
    box.style.height = `${fitted()}px`;
    // it moves the map while it does so, and no reader did
    const was = state.ours;
    state.ours = true;
    map.invalidateSize({ animate: false });
    state.ours = was;
  };
  const frame = window.Streamlit;
  if (frame) {
    const set = frame.setFrameHeight;
    frame.setFrameHeight = (height) => set(height === asked ? fitted() : height);
    const fit = () => {
      apply();
      if (!document.fullscreenElement) frame.setFrameHeight(asked);
    };
    addEventListener("resize", fit);
    document.addEventListener("fullscreenchange", fit);
  }
  apply();
}

/* The map on paper, in pixels of the frame; the page's sheet scales it to the width of the paper. */
const PAPER_PX = { width: 900, height: 580 };
const FORGIVEN_ZOOM = 0.4; // a map a little larger than the paper loses its rim rather than a zoom

/**
 * Draw the map for the paper while the page is printed, and as it was afterwards.
 *
 * Why: a browser prints a frame as it stands on the screen, cut off where the paper ends, and nothing
 * that waits for a frame of animation is drawn in time. `finish()` writes names and legend at once.
 */
export function drawForPaper(state, finish) {
  const { map } = state;
  const box = map.getContainer();
  let was = null;
  const set = ({ width, height, legend }, centre, zoom) => {
    frameElement.style.width = width;
    frameElement.style.height = height;
    state.legend.open = legend;
    box.style.height = height || `${frameElement.clientHeight}px`;
    state.ours = true;
    map.invalidateSize({ animate: false, pan: false });
    if (!state.opened) {
      state.ours = true;
      map.setView(centre, zoom, { animate: false });
    }
    state.ours = false;
    if (state.lines && state.world) finish();
  };
  const lay = () => {
    if (was || document.fullscreenElement) return;
    const { width, height } = frameElement.style;
    was = {
      size: { width, height, legend: state.legend.open },
      tall: box.style.height,
      centre: map.getCenter(),
      zoom: map.getZoom(),
    };
    // as much as was seen, at a whole zoom
    const times = Math.min(PAPER_PX.width / innerWidth, PAPER_PX.height / innerHeight);
    const zoom = map.getZoom() + Math.floor(Math.log2(times) + FORGIVEN_ZOOM);
    const size = {
      width: `${PAPER_PX.width}px`,
      height: `${PAPER_PX.height}px`,
      legend: true,
    };
    set(size, was.centre, Math.max(zoom, state.given.limits.zoom[0]));
  };
  const restore = () => {
    if (!was) return;
    const { size, tall, centre, zoom } = was;
    was = null;
    set(size, centre, zoom);
    box.style.height = tall;
  };
  reach((page) => {
    page.addEventListener("beforeprint", lay);
    page.addEventListener("afterprint", restore);
    addEventListener("pagehide", () => {
      page.removeEventListener("beforeprint", lay);
      page.removeEventListener("afterprint", restore);
    });
  });
}

/* ---------- the page around the frame ---------- */

/**
 * Write where the map is into the page's address.
 *
 * Why here: a move replaces the address, so that Back leads to what was chosen before, not through
 * every step of the way. Python writes the very same address later: the browser finds nothing new.
 */
function writeAddress({ view, map }) {
  if (!view.address) return;
  const centre = map.getCenter();
  const place = { lat: centre.lat.toFixed(2), lon: centre.lng.toFixed(2), z: map.getZoom() };
  reach((page) => {
    const now = page.location.search.slice(1);
    // a switch used since Python drew the map is in the address, not in what Python gave
    const newer = now !== view.at && /(^|&)v=/.test(now) && /(^|&)step=/.test(now);
    let query = newer ? now : view.address;
    // a link that named no place names one now, where Python would write it
    if (!/(^|&)lat=/.test(query)) {
      query = /(^|&)lang=/.test(query)
        ? query.replace(/(^|&)lang=/, "$1lat=&lon=&z=&lang=")
        : `${query}&lat=&lon=&z=`;
    }
    for (const [name, value] of Object.entries(place)) {
      query = query.replace(new RegExp(`(^|&)${name}=[^&]*`), `$1${name}=${value}`);
    }
    page.history.replaceState(page.history.state, "", `?${query}`);
  });
}

/**
 * Follow the switches beside the map; `changed()` is called after each.
 *
 * Why not Python's word alone: the answer takes a round trip, and the line should be there in the
 * frame of the click. static/panel.js sends the event and draws the rows; both are ours, but they
 * lie in the page, outside this frame, where no interface leads.
 */
export function watchSwitches(state, changed) {
  const page = reach(({ document: found }) => found);
  if (!page || page === document) return;
  const rows = [...page.querySelectorAll(".mv-row")];
  if (rows.length) {
    const on = rows.filter((row) => row.querySelector("input").checked);
    state.panel = on.map((row) => row.dataset.corridor);
  }
  const listen = (event) => {
    state.panel = [...event.detail];
    changed();
  };
  page.addEventListener("mv-routes", listen);
  addEventListener("pagehide", () => page.removeEventListener("mv-routes", listen));
}

/**
 * Hear an event of the page around the map, `heard(detail)`, and return a function that sends one.
 *
 * Why there: the list, the slider and the card lie in the page, outside this frame. What this map
 * sends itself it does not hear.
 */
export function hear(name, heard) {
  const page = reach(({ document: found }) => found) ?? document;
  const listen = ({ detail }) => detail?.from !== "map" && heard(detail ?? {});
  page.addEventListener(name, listen);
  addEventListener("pagehide", () => page.removeEventListener(name, listen));
  return (detail) =>
    page.dispatchEvent(new CustomEvent(name, { detail: { ...detail, from: "map" } }));
}

const FACES = ["400", "500", "600", "italic 400"];
const LETTERS = "aя"; // Latin and Cyrillic lie in files of their own
const FONT_FACE_RULE = 5;

/**
 * Borrow the page's own font, so that the map does not look like a guest.
 *
 * Why: a frame inherits no fonts, and Streamlit's font files have names that change with each of its
 * releases. So its `@font-face` rules are copied from the page.
 */
export async function borrowFont() {
  const rules = reach((page) => {
    const sheets = [...page.document.styleSheets];
    return sheets.flatMap((sheet) => {
      const base = sheet.href || page.document.baseURI;
      return reach(() => [...sheet.cssRules], []) // a foreign sheet may not be read
        .filter(({ type, cssText }) => type === FONT_FACE_RULE && cssText.includes("Source Sans"))
        .map(({ cssText }) =>
          cssText.replaceAll(/url\("?([^")]+)"?\)/g, (_, url) => `url("${new URL(url, base)}")`),
        );
    });
  }, []);
  const style = document.createElement("style");
  style.textContent = [...new Set(rules)].join("\n");
  document.head.append(style);
  const wanted = FACES.map((face) => document.fonts.load(`${face} 12px "Source Sans"`, LETTERS));
  await Promise.allSettled(wanted);
}

/** Name the frame for who cannot see it: streamlit-folium gives it the name of its package. */
export function nameFrame(title) {
  reach(() => {
    frameElement.title = title;
  });
}

/**
 * Tell the page that the map is drawn, or that it cannot be: the picture in its place gives way.
 *
 * Written on the frame itself, a new frame begins without it.
 */
export function tellDrawn({ map }, drawn) {
  const hidden = drawn && map.getContainer().style.visibility;
  if (hidden) {
    requestAnimationFrame(() => tellDrawn({ map }, drawn));
    return;
  }
  document.documentElement.classList.toggle("mv-bare", !drawn);
  reach((page) => {
    frameElement.dataset.drawn = drawn ? "yes" : "no";
    if (drawn) page.document.dispatchEvent(new CustomEvent("mv-map-drawn"));
  });
}

/* ---------- Leaflet and its style sheet ---------- */

/**
 * Make a line of Leaflet's that lies where `where()` says, in pixels of its layers.
 *
 * Why `_projectLatlngs`: Leaflet has lines in degrees only, and asks this private function of a line
 * where they are on the screen, at each zoom. What runs beside another line is moved by pixels.
 */
export function lineAt(points, where, options) {
  const layer = L.polyline(points, { noClip: true, smoothFactor: 0, ...options });
  layer._projectLatlngs = (_, rings, bounds) => {
    const ring = where().map(({ x, y }) => L.point(x, y));
    for (const point of ring) bounds.extend(point);
    rings.push(ring);
  };
  return layer;
}

const PATIENCE_MS = 8000;

/**
 * Hide the map until it is styled.
 *
 * Why: streamlit-folium asks for the style sheets and does not wait; Leaflet without its sheet is a
 * heap of tiles and blue links.
 */
export function showOnceStyled(map, begun = performance.now()) {
  const box = map.getContainer();
  const styled =
    getComputedStyle(box).getPropertyValue("--mv-water") &&
    getComputedStyle(map.getPane("mapPane")).position === "absolute";
  box.style.visibility = styled || performance.now() - begun > PATIENCE_MS ? "" : "hidden";
  box.dataset.styled = styled ? "1" : "";
  if (box.style.visibility) requestAnimationFrame(() => showOnceStyled(map, begun));
}

/**
 * Move without motion, for who asked for it.
 *
 * Why `_zoomAnimated`: Leaflet reads its option `zoomAnimation` only when the map is made, which
 * folium has done; later only this private flag counts.
 */
export function calmDown(map) {
  Object.assign(map.options, { zoomAnimation: false, inertia: false, fadeAnimation: false });
  map._zoomAnimated = false;
}
