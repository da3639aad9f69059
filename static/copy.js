/* Copy the link of the view with every parameter written out.

   Python writes the query of what it drew. When the address has changed since, because a switch
   was used or the map moved, the address is the newer of the two, and as complete. */

const tidy = (query) => query.replace(/%2C/g, ",").replace(/%3A/g, ":");

function linkOf(parent) {
  const { query, version, drawnAt } = parent.copying;
  const now = new URLSearchParams(location.search);
  let found = query;
  if (location.search !== drawnAt && now.has("v") && now.has("step")) {
    now.delete("d");
    found = `${tidy(now.toString())}&d=${version}`;
  }
  return `${location.origin}${location.pathname}?${found}`;
}

function copyByHand(text, parent) {
  const box = document.createElement("textarea");
  box.className = "mv-unseen";
  box.value = text;
  parent.append(box);
  box.select();
  const done = document.execCommand("copy");
  box.remove();
  return done;
}

function build(parent, texts) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "mv-copy";
  button.textContent = texts.copy;
  const status = document.createElement("span");
  status.className = "mv-unseen";
  status.setAttribute("role", "status");
  button.onclick = async () => {
    const link = linkOf(parent);
    button.dataset.link = link;
    let copied = true;
    try {
      await navigator.clipboard.writeText(link);
    } catch {
      copied = copyByHand(link, parent);
    }
    if (!copied) window.prompt(texts.byHand, link);
    button.textContent = texts.copied;
    status.textContent = texts.done;
    clearTimeout(button.timer);
    button.timer = setTimeout(() => { button.textContent = texts.copy; }, 2500);
  };
  parent.replaceChildren(button, status);
}

export function draw({ data, parentElement }) {
  if (!parentElement.copying) build(parentElement, data.texts);
  if (parentElement.copying?.query !== data.query) {
    parentElement.copying = { query: data.query, version: data.version, drawnAt: location.search };
  }
}
