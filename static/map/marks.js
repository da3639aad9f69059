/* The marks of places: what lies there, told by shape. Each is drawn round its middle, in pixels. */

const SVG = "http://www.w3.org/2000/svg";

/* Kinds of the data, by the mark that they share. What tankers load at is a port, whatever its kind. */
const MARK_OF = {
  field: "field",
  terminal: "terminal",
  mooring: "port",
  port: "port",
  refinery: "refinery",
  border: "border",
  pump_station: "pump",
  compressor_station: "pump",
  station: "station",
  town: "town",
};
const LOADING = new Set(["terminal", "port", "mooring"]);

/** Where oil enters, leaves or changes hands: its mark stands without a name, and over no name. */
const ENDS = new Set(["port", "terminal", "field", "refinery"]);

/* Space that a mark takes round its middle, in pixels. */
const RADIUS = {
  port: 7.2,
  terminal: 5.6,
  field: 5.8,
  refinery: 6.2,
  border: 5.4,
  pump: 5.4,
  station: 3.4,
  town: 2.8,
};

/* Shapes by class: `ink` filled, `paper` white with an edge, `stroke` a line, `cut` a white line. */
const SHAPES = {
  port: [
    ["ink", "M-6.4 0a6.4 6.4 0 1 0 12.8 0a6.4 6.4 0 1 0 -12.8 0"],
    ["cut", "M0 -2.3V3.7M-2 -0.8H2M-3.4 0.8C-3.1 2.7 -1.7 3.7 0 3.7S3.1 2.7 3.4 0.8"],
    ["cut", "M-1 -3.3a1 1 0 1 0 2 0a1 1 0 1 0 -2 0"],
  ],
  terminal: [
    ["paper", "M-4.4 -4.4H4.4V4.4H-4.4Z"],
    ["ink", "M-2 -2H2V2H-2Z"],
  ],
  field: [
    ["paper", "M0 -5L5 4.6H-5Z"],
    ["ink", "M0 -0.6L1.5 2.8H-1.5Z"],
  ],
  refinery: [
    ["ink", "M0 -5.6L4.9 -2.8V2.8L0 5.6L-4.9 2.8V-2.8Z"],
    ["cut", "M-1.6 2.6V-1.4M1.6 2.6V-2.8"],
  ],
  border: [
    ["cut", "M-2 -5V5M2 -5V5"],
    ["stroke", "M-2 -4.6V4.6M2 -4.6V4.6"],
  ],
  pump: [
    ["paper", "M-4.6 0a4.6 4.6 0 1 0 9.2 0a4.6 4.6 0 1 0 -9.2 0"],
    ["ink", "M-1.8 -2.6L2.8 0L-1.8 2.6Z"],
  ],
  station: [["paper", "M-2.4 -2.4H2.4V2.4H-2.4Z"]],
  town: [["paper", "M-2 0a2 2 0 1 0 4 0a2 2 0 1 0 -4 0"]],
};

/** Return the mark of a place: `port` where a sea lane begins, else by its kind. */
export function markOf({ kind, legs }, lines) {
  if (LOADING.has(kind) && legs.some((id) => lines[id].mode === "sea")) return "port";
  return MARK_OF[kind] ?? "town";
}

/** Return whether a mark stands without a name, and over no name. */
export const isEnd = (mark) => ENDS.has(mark);

/** Return the space that a mark takes round its middle, in pixels. */
export const radiusOf = (mark) => RADIUS[mark];

function draw(parent, name, attributes) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  parent.append(node);
  return node;
}

/** Draw a mark round a point of an SVG; return its group. */
export function drawMark(parent, mark, { x, y }) {
  const group = draw(parent, "g", {
    class: `mv-dot mv-mark-${mark}`,
    transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})`,
  });
  for (const [look, d] of SHAPES[mark]) draw(group, "path", { class: `mv-mark-${look}`, d });
  return group;
}

const SIGN_PX = 14;
const SIGN_WIDE_PX = 28; // as wide as the swatches of lines

/** List the legend's rows of the marks on the map: a heading, then {mark, text}; none without marks.
 *  A town's dot needs no words. */
export function markRows({ marked, shown, given }) {
  const words = (key) => shown.names[key] || given.texts[key];
  const rows = Object.keys(SHAPES)
    .filter((mark) => mark !== "town" && marked.has(mark))
    .map((mark) => ({ mark, text: words(`mark-${mark}`) }));
  return rows.length ? [{ group: true, text: words("legend-marks") }, ...rows] : [];
}

/** Draw a mark as the legend shows it; return its SVG. */
export function markSign(mark) {
  const svg = document.createElementNS(SVG, "svg");
  const size = { width: SIGN_WIDE_PX, height: SIGN_PX, "aria-hidden": "true" };
  for (const [key, value] of Object.entries(size)) svg.setAttribute(key, value);
  drawMark(svg, mark, { x: SIGN_WIDE_PX / 2, y: SIGN_PX / 2 });
  return svg;
}
