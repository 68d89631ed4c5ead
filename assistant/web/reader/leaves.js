// Leaves: the words of a page come when it is near, the images of quoted pages before they are
// wanted; a page whose image cannot be had shows its words instead.

import { get } from "./asking.js";

const MOST = 16; // quoted pages whose images are fetched ahead
const coming = new WeakMap(); // by leaf: its words, on their way
let watcher = null;

/** Look after a sheet's leaves, if it has any; `onWords` is called as the words of one come. */
export function dress(sheet, onWords) {
  watcher?.disconnect();
  const body = sheet.querySelector(".sheet-body");
  const near = { root: body, rootMargin: "60% 0px" };
  watcher = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (isIntersecting) words(target).then(() => onWords(target));
    }
  }, near);
  for (const leaf of sheet.querySelectorAll(".leaf")) {
    watcher.observe(leaf);
    const image = leaf.querySelector(".print");
    if (image.currentSrc && image.complete && !image.naturalWidth) unprint(image);
  }
  fetchAhead(sheet);
}

/** An image could not be had: the page shows its words. */
export function unprint(image) {
  image.closest?.(".leaf")?.classList.add("unprinted");
}

/** The words of a leaf, laid over it; a promise that is kept once they are there. */
export function words(leaf) {
  const layer = leaf.querySelector(".words");
  if (layer.firstElementChild) return Promise.resolve();
  if (!coming.has(leaf)) coming.set(leaf, lay(leaf, layer));
  return coming.get(leaf);
}

async function lay(leaf, layer) {
  const drawn = await get("words", leaf.closest(".sheet"), `&page=${leaf.dataset.page}`, "document");
  coming.delete(leaf);
  if (drawn?.documentElement.localName !== "svg" || layer.firstElementChild) return;
  const parts = [...drawn.documentElement.childNodes];
  layer.replaceChildren(...parts.map((part) => document.importNode(part, true)));
}

/** Images of quoted pages, one after another, so that one wanted at once has not long to wait. */
async function fetchAhead(sheet) {
  const marks = [...sheet.querySelectorAll(".leaf mark.cited")];
  const quoted = [...new Set(marks.map((mark) => mark.closest(".leaf")))].slice(0, MOST);
  const width = sheet.querySelector(".paper")?.clientWidth;
  for (const leaf of quoted) {
    if (!leaf.isConnected || !width) return;
    const image = leaf.querySelector(".print");
    image.sizes = `${width}px`;
    image.loading = "eager";
    if (image.complete && image.naturalWidth) continue;
    await new Promise((resolve) => {
      image.addEventListener("load", resolve, { once: true });
      image.addEventListener("error", resolve, { once: true });
    });
  }
}
