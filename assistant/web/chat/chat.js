// The conversation. It is drawn anew as a whole with each step: what a person was at stays, their
// place, their focus, what they opened; only what is new comes into view and is spoken of.

import { act, ask, desk, study } from "./desk.js";
import * as card from "./card.js";
import * as copying from "./copying.js";
import * as lost from "./lost.js";
import * as queued from "./queued.js";
import * as spoken from "./spoken.js";
import * as typed from "./typed.js";
import * as turns from "./turns.js";
import * as writing from "./writing.js";

const talk = () => document.querySelector("#talk");
const inner = () => talk().querySelector(".talk");
const exchanges = () => talk().querySelectorAll(".exchange");
const elsewhere = new BroadcastChannel("footnote"); // the same person's other pages

let seen = { conversation: "", count: 0, isAsking: false }; // as of the last drawing
let top = 0; // how far it is scrolled
let isFollowing = false; // whether the newest exchange is kept in view: until a person scrolls
let focused = null; // what tells the control with the focus from the others
const opened = new Set(); // the menus that are open, and what is unfolded

/** Begin to look after the conversation. */
export function start() {
  spoken.start();
  card.start(talk());
  lost.start();
  typed.start();
  queued.start(() => seen.isAsking);
  writing.start();
  document.querySelector("#status").setAttribute("role", "status");
  talk().addEventListener("scroll", () => (top = talk().scrollTop), { passive: true });
  for (const move of ["wheel", "touchmove", "keydown"]) {
    talk().addEventListener(move, () => (isFollowing = false), { passive: true });
  }
  talk().addEventListener("focusin", (event) => (focused = signOf(event.target)));
  talk().addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget) focused = null; // else the control was taken out of the page, it may be
  });
  talk().addEventListener("pointerdown", ({ target }) => {
    if (!target.closest("button, summary, a")) focused = null;
    if (target.closest("summary")) isFollowing = false; // what it opens is to be read
  });
  talk().addEventListener("toggle", remember, true);
  document.addEventListener("studied", redraw);
  talk().addEventListener("keydown", closeMenu);
  elsewhere.addEventListener("message", ({ data }) => {
    const { conversation, collection } = inner()?.dataset ?? {};
    const isOurs = data.conversation === conversation && data.collection === collection;
    if (conversation && isOurs) redraw();
  });
  let later = null;
  for (const pane of document.querySelectorAll("#shelf, #keeping")) {
    new MutationObserver(() => {
      clearTimeout(later);
      later = setTimeout(whenChanged, 700);
    }).observe(pane, { childList: true, subtree: true });
  }
}

/** Show what is known by now; what is under way shows it with its next step. */
function redraw() {
  if (!seen.isAsking) act({ do: "redraw" });
}

/** Other documents may give other questions to begin with, or let a quotation stand elsewhere. */
function whenChanged() {
  if (!seen.isAsking && (isEmpty() || talk().querySelector(".standing, .since"))) study();
}

/** What the server is to know of this visitor when the page is loaded. */
export const chosen = () => writing.chosen();

/** Whether nothing has been asked yet. */
export function isEmpty() {
  return !talk().querySelector(".exchange");
}

/** What a click on a control does: by its data-do. */
export const doings = {
  ask: ({ question }) => whenAtRest(() => ask({ question })),
  again: ({ answer }) => whenAtRest(() => ask({ again: answer })),
  anyway: ({ answer }) => whenAtRest(() => ask({ anyway: answer })),
  everywhere: ({ answer }) => whenAtRest(() => ask({ everywhere: answer })),
  edit: ({ answer }) => whenAtRest(() => change({ do: "edit", answer })),
  "keep-question": () => whenAtRest(() => change({ do: "keep-question" })),
  hold,
  copy: (data, control) => copying.copy(control),
  write: (data, control) => act({ do: "write", ...writing.turn(control) }),
  reload: () => location.reload(),
};

function whenAtRest(doing) {
  if (!seen.isAsking) doing();
}

/** The question goes into the box, or leaves it: so does the focus. */
function change(data) {
  focused = null;
  act(data);
  document.querySelector("#question textarea").focus();
}

/** The question that waits in the box is not to be asked yet. */
function hold() {
  queued.callOff();
  document.querySelector("#question textarea").focus();
}

/** After each drawing. */
export function settle() {
  if (!inner()) return;
  const { conversation, collection } = inner().dataset;
  const isAsking = Boolean(talk().querySelector(".waiting"));
  const now = { conversation, count: exchanges().length, isAsking };
  const isAnswered = seen.isAsking && !isAsking;
  const isOther = conversation !== seen.conversation && !(seen.isAsking && !seen.conversation);
  const isBegun = isAsking && !seen.isAsking;
  for (const menu of talk().querySelectorAll("details")) menu.open = opened.has(signOf(menu));
  if (isOther || isBegun || now.count > seen.count) isFollowing = true;
  if (isFollowing) follow();
  else talk().scrollTop = top;
  isFollowing &&= isAsking;
  top = talk().scrollTop;
  refocus();
  shift(isAsking);
  card.settle();
  lost.settle();
  if (isBegun) turns.begun();
  queued.settle(isAsking, isBegun || now.count > seen.count);
  spoken.follow(exchanges()[now.count - 1], isBegun, isAsking);
  if (isAnswered) elsewhere.postMessage({ conversation, collection });
  if (isOther || (!now.count && seen.count)) study();
  seen = now;
}

/** The newest exchange comes into view. */
function follow() {
  const newest = exchanges()[exchanges().length - 1];
  const offset = newest?.getBoundingClientRect().top - talk().getBoundingClientRect().top;
  talk().scrollTop = newest ? talk().scrollTop + offset : 0;
}

/** While an answer is under way, Stop stands where Ask was, and has its focus. */
function shift(isAsking) {
  const [send, stop] = ["#send", "#stop"].map((name) => document.querySelector(name));
  const held = document.activeElement;
  desk.classList.toggle("asking", isAsking);
  if (isAsking && held === send) stop.focus();
  if (!isAsking && held === stop) document.querySelector("#question textarea").focus();
}

function signOf(element) {
  const control = element.closest("button, summary, a, details");
  if (!control) return null;
  const around = control.closest("details")?.dataset;
  const of = around?.take ?? around?.fold;
  const { do: does, answer, number, thumb, question, take } = control.dataset;
  const link = control.getAttribute("href");
  return JSON.stringify([control.className, of, does, answer, number, thumb, question, take, link]);
}

function refocus() {
  if (!focused || document.activeElement !== document.body) return;
  const same = [...talk().querySelectorAll("button, summary, a")].find(
    (control) => signOf(control) === focused,
  );
  if (same) same.focus({ preventScroll: true });
}

function remember({ target }) {
  if (!target.matches?.("details")) return;
  if (target.open) opened.add(signOf(target));
  else if (target.isConnected) opened.delete(signOf(target));
}

function closeMenu(event) {
  const menu = event.target.closest(".take[open]");
  if (event.key !== "Escape" || !menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
  event.stopPropagation();
}

/** The scroll bar's room beside the conversation is left free beside the question box too. */
export function align() {
  const gutter = (talk().offsetWidth - talk().clientWidth) / 2; // it is there from the beginning
  desk.style.setProperty("--gutter", `${gutter}px`);
}
