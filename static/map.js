/* Load the map's modules: in parallel, of one version, and before anything calls them.

   streamlit-folium loads classic scripts one after the other. A module that is not `async` takes its
   place in their order, so Leaflet, asked for after this, runs when the modules have run, and
   `multivector` is there when the frame's script calls it. */
(() => {
  const { src } = document.currentScript;
  const urlOf = (name) => Object.assign(new URL(name, src), { search: new URL(src).search }).href;
  const names = ["state", "world", "lines", "labels", "names", "pointer", "legend", "bridge", "main"];
  const add = (fields) =>
    document.body.append(Object.assign(document.createElement("script"), fields));

  const get = async (name) => {
    const answer = await fetch(urlOf(name));
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
    return answer.json();
  };
  window.multivector = { files: ["lines.json", "basemap.json"].map(get) };

  // An import inside a module names no version: the browser might answer with a file that it kept.
  const versions = names.map((name) => [new URL(`map/${name}.js`, src).href, urlOf(`map/${name}.js`)]);
  add({ type: "importmap", textContent: JSON.stringify({ imports: Object.fromEntries(versions) }) });
  for (const [, url] of versions) add({ type: "module", async: false, src: url });
})();
