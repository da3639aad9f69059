/* Copy the link of the view with every parameter written out (link.js, whose address Python gives:
   its digest changes with what is in it). */

const load = (address) => import(new URL(address, document.baseURI).href);

const SVG = "http://www.w3.org/2000/svg";
/* Two links of a chain, and a tick: a phone has no room for the word beside the other controls. */
const LINKS =
  "M6.5 9.5 9.5 6.5M7 4.5 9 2.5a3.2 3.2 0 0 1 4.5 4.5l-2 2M9 11.5l-2 2a3.2 3.2 0 0 1-4.5-4.5l2-2";
const TICK = "M2.5 8.5 6.5 12.5 13.5 4";

function build(parent, texts) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "mv-copy";
  const sign = document.createElementNS(SVG, "svg");
  sign.setAttribute("viewBox", "0 0 16 16");
  sign.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  sign.append(path);
  const word = document.createElement("span");
  button.append(sign, word);
  const say = (text, shape) => {
    word.textContent = text;
    path.setAttribute("d", shape);
  };
  say(texts.copy, LINKS);
  const status = document.createElement("span");
  status.className = "mv-unseen";
  status.setAttribute("role", "status");
  button.onclick = async () => {
    delete button.dataset.link; // what stands there is of an earlier click
    const { linkOf, copyText } = await load(parent.copying.link);
    const link = linkOf(parent.copying);
    button.dataset.link = link;
    if (!(await copyText(link, parent))) window.prompt(texts.byHand, link);
    say(texts.copied, TICK);
    status.textContent = texts.done;
    clearTimeout(button.timer);
    button.timer = setTimeout(() => {
      say(texts.copy, LINKS);
    }, 2500);
  };
  parent.replaceChildren(button, status);
}

export function draw({ data, parentElement }) {
  if (!parentElement.copying) {
    build(parentElement, data.texts);
    load(data.link); // it is there before the first click
  }
  parentElement.copying = data;
}
