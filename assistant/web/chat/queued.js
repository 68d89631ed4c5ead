// A question sent while an answer is under way: it stays in the box, and is asked when that is done
// or stopped. Who goes on typing, or says so, has called it off.

import * as spoken from "./spoken.js";

const PACE = 150; // milliseconds between tries: Gradio takes no question until the last one is over
const MOST = 40; // tries

const box = () => document.querySelector("#question textarea");
const line = () => document.querySelector("#talk .queued");
let isQueued = false;
let tries = 0; // left of those to ask it; 0 while none is made

/** Begin; `isAsking` says whether an answer is under way. */
export function start(isAsking) {
  const catchEnter = (event) => {
    const isSent = event.key === "Enter" && !event.shiftKey && !event.isComposing;
    if (event.target !== box() || !isSent || !isAsking()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (box().value.trim()) queue();
  };
  document.addEventListener("keydown", catchEnter, true);
  document.addEventListener("input", ({ target }) => target === box() && callOff());
}

/** After the conversation was drawn anew; isBegun: whether a question was taken. */
export function settle(isAsking, isBegun) {
  if (isBegun) callOff();
  show();
  if (!isQueued || isAsking || tries) return;
  tries = MOST;
  send();
}

/** It stays in the box, and is not asked. */
export function callOff() {
  isQueued = false;
  tries = 0;
  show();
}

function queue() {
  isQueued = true;
  show();
  if (line()) spoken.say(line().querySelector("span").textContent);
}

function show() {
  if (line()) line().hidden = !isQueued;
}

function send() {
  if (!isQueued || !tries) return;
  tries -= 1;
  if (!tries || !box().value.trim()) return callOff();
  document.querySelector("#send").click();
  setTimeout(send, PACE);
}
