/* Say so where the map cannot run: a policy or a blocker may keep its frame or its script away,
   and then nothing in the frame can say anything. The table of the page is opened in its place. */

const PATIENCE = 12000;

function runs(frame) {
  try {
    return Boolean(frame.contentWindow.multivector?.heard);
  } catch {
    return true; // another origin: nothing can be known of it
  }
}

function check(parent) {
  const frame = document.querySelector('iframe[src*="streamlit_folium"]');
  const well = frame && runs(frame);
  parent.textContent = well ? "" : parent.texts.blocked;
  parent.className = well ? "" : "mv-notice";
  if (well) parent.removeAttribute("role");
  else {
    parent.setAttribute("role", "alert");
    document.querySelector(".mv-table")?.setAttribute("open", "");
  }
}

export function draw({ data, parentElement }) {
  parentElement.texts = data.texts;
  if (parentElement.watched) return;
  parentElement.watched = true;
  setTimeout(() => check(parentElement), PATIENCE);
  // a slow network may bring it later
  setTimeout(() => check(parentElement), 4 * PATIENCE);
}
