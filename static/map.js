/* Ask for everything the map needs at once: modules, style sheets, data.

   streamlit-folium loads classic scripts one after the other. A module that is not `async` takes its
   place in their order, so Leaflet, asked for after this, runs when the modules have run, and
   `multivector` is there when the frame's script calls it. A host without HTTP/2 answers six requests
   at a time: up to eighteen are three rounds, so count before you add a module. */
(() => {
  const add = (tag, fields) =>
    document.body.append(Object.assign(document.createElement(tag), fields));
  const { src } = document.currentScript;
  const { search } = new URL(src);
  const urlOf = (name) => new URL(name + search, src).href;
  const modules = [
    "world",
    "ground",
    "bundles",
    "lines",
    "marks",
    "settle",
    "labels",
    "names",
    "pointer",
    "bridge",
    "gestures",
    "edges",
    "main",
  ];
  // An import in a module names no version: without this the browser might answer it with an old file.
  const imports = Object.fromEntries(
    modules.map((name) => [new URL(`map/${name}.js`, src).href, urlOf(`map/${name}.js`)]),
  );
  const later = { [new URL("map/band.js", src).href]: urlOf("map/band.js") }; // imported when it is needed
  const known = { imports: { ...imports, ...later } };
  add("script", { type: "importmap", textContent: JSON.stringify(known) });
  for (const url of Object.values(imports)) {
    add("script", { type: "module", async: false, src: url });
  }
  // Not in the head: streamlit-folium writes that anew, and they would be loaded twice.
  for (const name of ["vendor/leaflet/leaflet.css", "map.css"]) {
    add("link", { rel: "stylesheet", href: urlOf(name) });
  }
  const read = async (name) => {
    const answer = await fetch(urlOf(name));
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
    return answer.json();
  };
  window.multivector = { files: ["lines.json", "basemap.json", "years.json"].map(read), read };
})();
