/* The offer above a card: its corridor is not on the map, and a button shows it there.

   It follows the switches by itself: a switch runs nothing of the page but the sentence. The panel
   answers to the button, so that one hand alone switches. */

const made = (tag, className, text) => {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
};

const tell = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail }));

/* Listen on the page's document for as long as an element is on it. */
function follow(element, name, hear) {
  const listening = new AbortController();
  const heard = (event) => {
    if (element.isConnected) hear(event.detail);
    else listening.abort();
  };
  document.addEventListener(name, heard, { signal: listening.signal });
}

class Offer {
  constructor(parent) {
    this.box = made("p", "mv-offer");
    this.box.setAttribute("role", "status");
    this.words = made("span");
    this.button = made("button", "mv-preset");
    this.button.type = "button";
    this.button.onclick = () => tell("mv-show", this.id);
    this.box.append(this.words, " ", this.button);
    parent.replaceChildren(this.box);
    follow(parent, "mv-routes", (on) => this.mark(on));
    follow(parent, "mv-focus", ({ corridor }) => {
      // Its card is on the way, and brings words of its own.
      if (corridor !== this.id) this.box.hidden = true;
    });
  }

  update({ offer, on, texts }) {
    this.id = offer;
    this.words.textContent = texts.hidden;
    this.button.textContent = texts.show;
    // The switches may have changed since Python drew this.
    const boxes = [...document.querySelectorAll(".mv-row input")];
    const now = boxes.filter((box) => box.checked).map((box) => box.id.replace("mv-on-", ""));
    this.mark(boxes.length ? now : on);
  }

  mark(on) {
    this.box.hidden = on.includes(this.id);
  }
}

export function draw({ parentElement: parent, data }) {
  parent.offer ??= new Offer(parent);
  parent.offer.update(data);
}
