/* An embedded page: how much of the frame the map may have, and how high the frame had better be.

   The page around the frame is told that height, and again whenever it changes:

       {type: "multivector:height", height: 612}

   It does not depend on the height that the frame has, so that a page which follows it is told once
   and not for ever. Nothing else is told, and nothing is heard. See docs/embed.md. */

const MAP_SHAPE = 0.56; // height of a map, of its width
const MAP_PX = [240, 640]; // its least and greatest height
const MAP = 'iframe[src*="streamlit_folium"]';
const MAIN = "[data-testid='stMain']";
const BLOCK = "[data-testid='stMainBlockContainer']";

class Host {
  constructor(parent) {
    this.parent = parent;
    this.told = 0;
    this.watcher = new ResizeObserver(() => this.measure());
    this.watch();
  }

  watch() {
    for (const selector of [BLOCK, MAP]) {
      const found = document.querySelector(selector);
      if (found) this.watcher.observe(found);
    }
  }

  /* Where the page ends, from its top; 0 while its last line is not there. */
  get end() {
    const main = document.querySelector(MAIN);
    const block = document.querySelector(BLOCK);
    if (!main || !block || !document.querySelector(".mv-embedded")) return 0;
    return block.getBoundingClientRect().bottom + main.scrollTop;
  }

  measure() {
    if (!this.parent.isConnected) {
      this.watcher.disconnect();
      return;
    }
    const { end } = this;
    if (!end) return;
    const map = document.querySelector(MAP);
    if (!map) {
      this.tell(end);
      return;
    }
    const { width, height } = map.getBoundingClientRect();
    const rest = Math.ceil(end - height);
    document.documentElement.style.setProperty("--mv-rest", `${rest}px`);
    const [least, most] = MAP_PX;
    this.tell(rest + Math.min(Math.max(Math.round(width * MAP_SHAPE), least), most));
  }

  tell(pixels) {
    const height = Math.ceil(pixels);
    if (parent === window || height === this.told) return;
    this.told = height;
    parent.postMessage({ type: "multivector:height", height }, "*");
  }
}

export function draw({ parentElement }) {
  parentElement.host ??= new Host(parentElement);
  // what came with this answer may be new: the footer, or a map
  requestAnimationFrame(() => {
    parentElement.host.watch();
    parentElement.host.measure();
  });
}
