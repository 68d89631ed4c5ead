// What is typed outlives a reload of the page, as long as the tab is open.

const KEY = "footnote-typed";

const box = () => document.querySelector("#question textarea");

/** Begin; what was typed before a reload is put back. */
export function start() {
  const kept = sessionStorage.getItem(KEY);
  if (kept && !box().value) {
    box().value = kept;
    box().dispatchEvent(new Event("input", { bubbles: true })); // so that Gradio knows
  }
  // Whether it was typed, or put or taken away by the server: it is looked at before it is lost.
  window.addEventListener("pagehide", keep);
  document.addEventListener("input", ({ target }) => target === box() && keep());
}

function keep() {
  try {
    if (box()?.value) sessionStorage.setItem(KEY, box().value);
    else sessionStorage.removeItem(KEY);
  } catch {
    // There is no room for it: it only stays as long as the page does.
  }
}
