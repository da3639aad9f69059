/* Copy the link of the view with every parameter written out (link.js, whose address Python gives:
   its digest changes with what is in it). */

const load = (address) => import(new URL(address, document.baseURI).href);

function build(parent, texts) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "mv-copy";
  button.textContent = texts.copy;
  const status = document.createElement("span");
  status.className = "mv-unseen";
  status.setAttribute("role", "status");
  button.onclick = async () => {
    const { linkOf, copyText } = await load(parent.copying.link);
    const link = linkOf(parent.copying);
    button.dataset.link = link;
    if (!(await copyText(link, parent))) window.prompt(texts.byHand, link);
    button.textContent = texts.copied;
    status.textContent = texts.done;
    clearTimeout(button.timer);
    button.timer = setTimeout(() => {
      button.textContent = texts.copy;
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
