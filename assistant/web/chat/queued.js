// Sending the question in the box. While an answer is under way it stays there, and is asked when that
// is done or stopped; who goes on typing, or says so, has called it off.

import { act, ask } from "./desk.js";
import * as spoken from "./spoken.js";

const box = () => document.querySelector("#question textarea");
const line = () => document.querySelector("#talk .queued");
let isQueued = false;

/** Begin; `isAsking` says whether an answer is under way. */
export function start(isAsking) {
  // Gradio takes no question until the last one is over, and would ask at once, whatever was
  // clicked just before; so a question waits for its turn, and so does a new conversation.
  const take = (event, doing) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    doing();
  };
  const send = () => {
    if (!isAsking()) ask();
    else if (box().value.trim()) queue();
  };
  document.addEventListener("keydown", (event) => {
    const isSent = event.key === "Enter" && !event.shiftKey && !event.isComposing;
    if (event.target === box() && isSent) take(event, send);
  }, true);
  document.addEventListener("click", (event) => {
    if (!event.isTrusted) return; // it is ours, the turn having come
    if (event.target.closest("#send")) take(event, send);
    else if (event.target.closest("#new") && !isAsking()) take(event, () => act({ do: "begin" }));
  }, true);
  document.addEventListener("input", ({ target }) => target === box() && callOff());
}

/** After the conversation was drawn anew; isBegun: whether a question was taken. */
export function settle(isAsking, isBegun) {
  if (isBegun) callOff();
  show();
  if (!isQueued || isAsking) return;
  callOff();
  if (box().value.trim()) ask();
}

/** It stays in the box, and is not asked. */
export function callOff() {
  isQueued = false;
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
