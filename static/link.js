/* The link of the view with every parameter written out: what is copied, and what is taken away.

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

/* The query, without its question mark, of what is on the screen. */
export function queryOf({ query, version, at, mapped }) {
  const now = new URLSearchParams(location.search);
  let found = query;
  if (location.search.slice(1) !== at && now.has("v") && now.has("step")) {
    now.delete("d");
    now.delete("go");
    found = `${tidy(now.toString())}&d=${version}`;
  }
  return mapped ? withPlace(found) : found;
}

/* The whole link. */
export const linkOf = (drawn) => `${location.origin}${location.pathname}?${queryOf(drawn)}`;

/* Put a text into the clipboard, by hand where the browser does not let a page write there. */
export async function copyText(text, parent) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const box = document.createElement("textarea");
    box.className = "mv-unseen";
    box.value = text;
    parent.append(box);
    box.select();
    const done = document.execCommand("copy");
    box.remove();
    return done;
  }
}
