// Whether a model, where there is one, is to write under the quotations: kept in this browser, like
// the other settings, and told to the server when the page is loaded and when it changes.

const KEY = "footnote-writes";
const OFF = "no";

let isOn = true; // as long as the page is open, also where the browser keeps nothing

/** Begin, before the server is told of it for the first time. */
export function start() {
  try {
    isOn = localStorage.getItem(KEY) !== OFF;
  } catch {
    // this browser keeps nothing
  }
}

/** What the server is to know: {writes}. */
export const chosen = () => ({ writes: isOn });

/** The switch was used; it shows so at once, the words beside it follow. */
export function turn(control) {
  isOn = control.getAttribute("aria-checked") !== "true";
  control.setAttribute("aria-checked", String(isOn));
  try {
    if (isOn) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, OFF);
  } catch {
    // it holds until the page is left
  }
  return chosen();
}
