/* Take away what the server drew first, once the page has its own answer. */

const OWN = "#root :is(.mv-sentence, .mv-fault, [data-testid='stException'])";

function giveWay() {
  if (!document.querySelector(OWN)) return false;
  document.querySelector(".mv-first")?.remove();
  return true;
}

if (!giveWay()) {
  const watch = new MutationObserver(() => {
    if (giveWay()) watch.disconnect();
  });
  watch.observe(document.querySelector("#root"), { childList: true, subtree: true });
}
