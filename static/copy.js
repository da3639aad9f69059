/* Copy the link of the view with every parameter written out.

   Python writes the query of what it drew, and the address that it drew this for. When the address
   is another, because a switch was used or the map moved, it is the newer, and as complete. */

const tidy = (query) => query.replaceAll("%2C", ",").replaceAll("%3A", ":");

/* Where the map stands: a link that names no place would open elsewhere on another screen. */
function withPlace(query) {
  if (/(^|&)lat=/.test(query)) return query;
  try {
    const frame = document.querySelector('iframe[src*="streamlit_folium"]');
    const { map } = frame.contentWindow.multivector;
    const { lat, lng } = map.getCenter();
    const place = `lat=${lat.toFixed(2)}&lon=${lng.toFixed(2)}&z=${map.getZoom()}`;
    return query.replace(/(^|&)lang=/, `$1${place}&lang=`);
  } catch {
    return query; // no map, or not there yet: it opens on what is shown
  }
}

function linkOf(parent) {
  const { query, version, at, mapped } = parent.copying;
  const now = new URLSearchParams(location.search);
  let found = query;
  if (location.search.slice(1) !== at && now.has("v") && now.has("step")) {
    now.delete("d");
    now.delete("go");
    found = `${tidy(now.toString())}&d=${version}`;
  }
  if (mapped) found = withPlace(found);
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
    button.timer = setTimeout(() => {
      button.textContent = texts.copy;
    }, 2500);
  };
  parent.replaceChildren(button, status);
}

/* Tell the link to who asks for it (`mv-link`): the page on paper. */
function answer(parent) {
  const asking = new AbortController();
  const { signal } = asking;
  const heard = ({ detail }) => {
    if (parent.isConnected) detail.link = linkOf(parent);
    else asking.abort();
  };
  document.addEventListener("mv-link", heard, { signal });
}

export function draw({ data, parentElement }) {
  if (!parentElement.copying) {
    build(parentElement, data.texts);
    answer(parentElement);
  }
  parentElement.copying = data;
}
