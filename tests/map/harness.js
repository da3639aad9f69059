/* What the tests of the map do in the browser: make a map, look at what it drew. */
/* global L, multivector */

const frame = () => new Promise(requestAnimationFrame);

const load = (src) =>
  new Promise((resolve, reject) => {
    const script = Object.assign(document.createElement("script"), { src, async: false });
    script.onload = resolve;
    script.onerror = reject;
    document.body.append(script);
  });

/** Make the map as the script that folium writes does. */
export async function boot({ scripts, given }) {
  for (const src of scripts) await load(src);
  const map = L.map("map_div", { center: [45.5, 44], zoom: 4 });
  multivector.init(map, given);
  multivector.show({});
  await multivector.ready;
  await document.fonts.ready;
}

/** Show a view at a place, and wait until its names are written. */
export async function show(view, { centre, zoom } = {}) {
  if (centre) multivector.map.setView(centre, zoom, { animate: false });
  multivector.show(view);
  for (let i = 0; i < 3; i += 1) await frame();
}

/* The corners of a name, from its letters as the browser lays them out: its width, and from the
   middle of the line half the size of the letters up and down. */
function cornersOf(node, origin) {
  const { fontSize, letterSpacing } = getComputedStyle(node);
  const size = Number.parseFloat(fontSize);
  const spacing = Number.parseFloat(letterSpacing) || 0;
  const rows = [...node.querySelectorAll("tspan")];
  const width = Math.max(...rows.map((row) => row.getComputedTextLength())) - spacing;
  const anchor = node.getAttribute("text-anchor");
  const half = (size / 2) * (1 + 1.1 * (rows.length - 1));
  const left = { start: 0, middle: -(width + spacing) / 2, end: -(width + spacing) }[anchor];
  const matrix = node.getScreenCTM();
  return [
    [left, -half],
    [left + width, -half],
    [left + width, half],
    [left, half],
  ].map(([x, y]) => {
    const p = new DOMPoint(x, y).matrixTransform(matrix);
    return [p.x - origin.left, p.y - origin.top];
  });
}

/** List what is written on the map, in pixels from its left upper corner. */
export function written() {
  const box = multivector.map.getContainer();
  const origin = box.getBoundingClientRect();
  const names = [...box.querySelectorAll(".mv-text")].map((node) => ({
    text: node.textContent,
    kind: node.getAttribute("class").split(" ")[1],
    classes: node.getAttribute("class"),
    corridor: node.dataset.corridor,
    place: node.dataset.place,
    area: node.dataset.area,
    corners: cornersOf(node, origin),
  }));
  const at = (node) => {
    const b = node.getBoundingClientRect();
    return [b.left + b.width / 2 - origin.left, b.top + b.height / 2 - origin.top];
  };
  const boxOf = (node) => {
    const b = node.getBoundingClientRect();
    return [b.left, b.top, b.right, b.bottom].map((v, i) => v - (i % 2 ? origin.top : origin.left));
  };
  return {
    names,
    marks: [...box.querySelectorAll(".mv-dot")].map((node) => ({
      mark: node.getAttribute("class").split("mv-mark-")[1],
      place: node.dataset.place,
      box: boxOf(node),
    })),
    dots: [...box.querySelectorAll(".mv-dot")].map(at),
    strikes: [...box.querySelectorAll(".mv-cross")].map(at),
    controls: [...box.querySelectorAll(".leaflet-control")].map((node) => {
      const b = node.getBoundingClientRect();
      return [
        b.left - origin.left,
        b.top - origin.top,
        b.right - origin.left,
        b.bottom - origin.top,
      ];
    }),
    size: [origin.width, origin.height],
    zoom: multivector.map.getZoom(),
    centre: [multivector.map.getCenter().lng, multivector.map.getCenter().lat],
  };
}

/** Show many views and list what each wrote. */
export async function sweep(views) {
  const found = [];
  for (const { view, centre, zoom } of views) {
    await show(view, { centre, zoom });
    found.push(written());
  }
  return found;
}

/** Return how far what is drawn of each leg lies from where `placed` says that it is. */
export function strayed() {
  const box = multivector.map.getContainer().getBoundingClientRect();
  const far = {};
  for (const [id, points] of Object.entries(multivector.placed())) {
    const path = document.querySelector(`path.mv-hit[data-leg="${id}"]`);
    const matrix = path.getScreenCTM();
    const total = path.getTotalLength();
    const ends = [points[0], points.at(-1)];
    far[id] = Math.max(
      ...[0, total].map((length, i) => {
        const p = path.getPointAtLength(length);
        const at = new DOMPoint(p.x, p.y).matrixTransform(matrix);
        return Math.hypot(at.x - box.left - ends[i].x, at.y - box.top - ends[i].y);
      }),
    );
  }
  return far;
}
