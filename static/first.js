/* Run before Streamlit's own scripts, where the server completes the page (publish/web/completed.py).

   A slow network brings one thing at a time. So what nobody waits for is asked for later, and what the
   server drew first gives way once the page has its own answer. */

const ICONS = /Material Symbols/;
const OWN = "#root :is(.mv-sentence, .mv-fault, [data-testid='stException'])";

/* Streamlit asks for 375 kB of icons as it starts. A browser fetches them by itself when a page shows
   one. */
const load = document.fonts.load.bind(document.fonts);
document.fonts.load = (font, ...rest) =>
  ICONS.test(font) ? Promise.resolve([]) : load(font, ...rest);

/* The rest is asked for when Streamlit's scripts have run, and wait for the server. */
function askForTheRest() {
  const template = document.querySelector("template.mv-later");
  if (template) document.head.append(template.content);
}

function giveWay() {
  if (!document.querySelector(OWN)) return false;
  document.querySelector(".mv-first")?.remove();
  return true;
}

function watch() {
  const root = document.querySelector("#root");
  const watcher = new MutationObserver(() => {
    setTimeout(askForTheRest);
    if (giveWay()) watcher.disconnect();
  });
  watcher.observe(root, { childList: true, subtree: true });
}

watch();
