// Whether the server is still there, and still the one that this page came from: if not, the page
// says so and asks nothing more, for another server knows nothing of this visit.

import { desk } from "./desk.js";

const PACE = 2000; // milliseconds between looks
const PATIENCE = 8000; // a server that loads its model may take a while to answer

let server = null;
let state = ""; // "gone" or "back"

/** Begin to look. */
export function start() {
  const look = async () => {
    if (!document.hidden) await ask();
    setTimeout(look, PACE);
  };
  look();
  document.addEventListener("visibilitychange", () => document.hidden || ask());
  // Nothing is asked of another server, by no way: neither by Enter nor by a click, nor by Gradio,
  // which would load the page again under one's hands.
  const through = window.fetch;
  window.fetch = (what, how) => {
    const isOurs = new URL(what.url ?? what, location.href).pathname.startsWith("/own/");
    if (isLost() && !isOurs) return Promise.reject(new TypeError("the server is gone"));
    return through(what, how);
  };
  document.addEventListener("keydown", block, true);
  document.addEventListener("click", block, true);
}

/** Whether there is no one to ask. */
export function isLost() {
  return state !== "";
}

/** After the conversation was drawn anew. */
export function settle() {
  desk.classList.toggle("cut", isLost());
  for (const notice of document.querySelectorAll(".lost[data-when]")) {
    notice.hidden = notice.dataset.when !== state;
  }
}

async function ask() {
  try {
    const answer = await fetch("/own/alive", { signal: AbortSignal.timeout(PATIENCE) });
    const { server: now } = await answer.json();
    server ??= now;
    state = now === server ? "" : "back";
  } catch (error) {
    if (error.name === "TimeoutError") return; // it is busy, perhaps
    state = "gone";
  }
  settle();
}

function block(event) {
  if (!isLost()) return;
  const isSending = event.target.closest?.("#question") && event.key === "Enter" && !event.shiftKey;
  const control = event.type === "click" && event.target.closest?.("button, a");
  if (!isSending && (!control || control.closest(".lost[data-when]"))) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}
