/* Begin the map in a page without a server.

   Before this stands `window.multivectorSite`: modules as texts, and data, packed. From disk a browser
   imports no file: each module becomes a blob, under the name that the others import it by. */
(() => {
  const { host, modules, packed } = window.multivectorSite;
  const imports = Object.fromEntries(
    Object.entries(modules).map(([name, text]) => [
      name,
      URL.createObjectURL(new Blob([text], { type: "text/javascript" })),
    ]),
  );
  const map = document.createElement("script");
  map.type = "importmap";
  map.textContent = JSON.stringify({ imports });
  document.head.append(map);

  const unpack = async () => {
    const bytes = Uint8Array.from(atob(packed), (letter) => letter.codePointAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return JSON.parse(await new Response(stream).text());
  };
  const begin = async () => {
    try {
      const [module, data] = await Promise.all([import(host), unpack()]);
      await module.start(data);
    } catch (error) {
      // the picture of the map and the lists stay: nothing is lost but what moves
      console.error(error);
    }
  };
  window.multivectorSite.begun = begin();
})();
