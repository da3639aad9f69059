/* The menu: plain links to the pages with the address as it is now, so that the view travels.

   A click changes the page without loading it anew: the address is put in place and Streamlit
   told as Back and Forward tell it. While an answer is under way the address here is older than
   what the reader did; `go` says that the menu was used, so that the session's own view counts.
   Python takes the word out again. Without this script the links are links. */

function base(pages) {
  const last = location.pathname.split("/").pop();
  const here = location.pathname.replace(/\/+$/, "");
  return pages.some((page) => page.path && page.path === last)
    ? here.slice(0, -last.length - 1)
    : here;
}

function addressOf(page, pages) {
  return `${base(pages)}/${page.path}${location.search}`;
}

function go(page, pages) {
  const address = addressOf(page, pages);
  history.pushState({}, "", `${address}${location.search ? "&" : "?"}go=menu`);
  dispatchEvent(new PopStateEvent("popstate", { state: {} }));
  scrollTo(0, 0);
}

export function draw({ data, parentElement }) {
  const looks = JSON.stringify(data);
  if (parentElement.looks === looks) return;
  parentElement.looks = looks;
  const nav = document.createElement("nav");
  nav.className = "mv-nav";
  nav.setAttribute("aria-label", data.label);
  const brand = document.createElement("span");
  brand.className = "mv-brand";
  brand.textContent = data.brand;
  // On a narrow screen the menu folds into a button that names the page.
  const list = document.createElement("ul");
  list.id = "mv-pages";
  const fold = document.createElement("button");
  fold.type = "button";
  fold.className = "mv-fold";
  fold.textContent = data.current;
  fold.setAttribute("aria-label", `${data.label}: ${data.current}`);
  fold.setAttribute("aria-controls", list.id);
  const unfold = (open) => {
    fold.setAttribute("aria-expanded", String(open));
    nav.classList.toggle("mv-unfolded", open);
  };
  unfold(false);
  fold.addEventListener("click", () => unfold(!nav.classList.contains("mv-unfolded")));
  nav.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !nav.classList.contains("mv-unfolded")) return;
    unfold(false);
    fold.focus();
  });
  nav.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !nav.contains(relatedTarget)) unfold(false);
  });
  for (const page of data.pages) {
    const link = document.createElement("a");
    link.textContent = page.name;
    if (page.name === data.current) link.setAttribute("aria-current", "page");
    const fresh = () => {
      link.href = addressOf(page, data.pages);
    };
    fresh();
    for (const kind of ["pointerenter", "pointerdown", "focus", "contextmenu"]) {
      link.addEventListener(kind, fresh);
    }
    link.addEventListener("click", (event) => {
      fresh();
      if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      unfold(false);
      go(page, data.pages);
    });
    const item = document.createElement("li");
    item.append(link);
    list.append(item);
  }
  nav.append(brand, fold, list);
  parentElement.replaceChildren(nav);
}
