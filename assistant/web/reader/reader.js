// The reader: puts a quotation in view where the reader holds it already, without a request; and
// hands to its parts what is clicked, typed and scrolled in it.

import { act } from "./desk.js";
import { get } from "./asking.js";
import * as find from "./find.js";
import * as here from "./here.js";
import * as leaves from "./leaves.js";
import * as map from "./map.js";
import * as textmap from "./textmap.js";

const REST = 1500; // milliseconds between two looks at how a document stands
let element = null;
let arrival = null; // where to be in what is drawn anew: {page}, {edge} or {words, at} of a search
let isScrolling = false;
let looking = 0;
let sizes = null;

const pane = () => element.querySelector(".pane");
const sheet = () => element.querySelector(".sheet:not([hidden])");
const marksOf = (number) => element.querySelectorAll(`mark.cited[data-cites~="${number}"]`);

/** Begin; `own` is the element that the reader's HTML comes into. */
export function start(own) {
  element = own;
  element.addEventListener("scroll", onScroll, { capture: true, passive: true });
  element.addEventListener("input", onInput);
  element.addEventListener("keydown", onKey);
  element.addEventListener("change", onChange);
  element.addEventListener("click", onStrip);
  element.addEventListener("error", ({ target }) => leaves.unprint(target), true);
  document.addEventListener("visibilitychange", check);
  const watcher = new MutationObserver(check);
  watcher.observe(document.querySelector("#library"), { childList: true, subtree: true });
}

/** What the reader's controls do, by their data-do. */
export const doings = {
  view: ({ plain }) => {
    if ((plain === "1") === !sheet().dataset.pages) return;
    read({ plain: plain === "1" }, isActiveInView() ? null : { page: here.pageInView(sheet()) });
  },
  stretch: ({ start: from, edge }) => read({ start: Number(from) }, { edge }),
  reopen: () => read({}, { page: here.pageInView(sheet()) }),
  find: () => find.toggle(sheet()),
  "find-step": ({ step }) => find.step(Number(step), jump),
  "find-close": () => find.close(sheet()),
};

/** Put citation `number` in view and make it the active one; false where it is not here. */
export function show(answer, number) {
  const first = marksOf(number)[0];
  if (!first || pane().dataset.answer !== String(answer)) return false;
  const target = first.closest(".sheet");
  const isOther = target.hidden;
  if (isOther) find.leave();
  for (const other of element.querySelectorAll(".sheet")) other.hidden = other !== target;
  for (const mark of element.querySelectorAll("mark.cited")) {
    mark.classList.toggle("active", mark.dataset.cites.split(" ").includes(String(number)));
  }
  pane().dataset.active = number;
  putInView();
  if (isOther) dress(target);
  return true;
}

/** The quotation that is `step` further on: {answer, number}. */
export function neighbour(step) {
  const { answer, active } = pane().dataset;
  const numbers = listed();
  return { answer, number: numbers[numbers.indexOf(Number(active)) + step] };
}

/** The numbers of all that can be stepped through; of a model's sentence some may be left out. */
const listed = () => pane().dataset.numbers?.split(" ").map(Number) ?? [];

/** After the server has drawn anew what the reader holds, or the reader has come into view. */
export function settle() {
  here.forget();
  textmap.forget();
  find.leave();
  const { words, at } = arrival ?? {};
  putInView();
  const shown = sheet();
  if (!shown?.checkVisibility()) return; // under the conversation of a phone
  dress(shown);
  if (words) find.resume(shown, words, at);
  check();
}

/** Scroll to what is wanted: where one was before, or else the active quotation. */
function putInView() {
  point();
  const shown = sheet();
  if (!shown?.checkVisibility()) return;
  const { active } = pane().dataset;
  const body = shown.querySelector(".sheet-body");
  const first = active ? marksOf(active)[0] : null;
  const wanted = arrival;
  arrival = null;
  if (wanted?.page) here.goTo(shown, wanted.page);
  else if (wanted?.edge) body.scrollTop = wanted.edge === "end" ? body.scrollHeight : 0;
  else if (first && body.contains(first)) bringIntoView(body, first);
  else body.scrollTop = 0;
  const position = shown.querySelector(".position");
  const at = listed().indexOf(Number(active));
  if (position && at >= 0) position.textContent = position.dataset.of.replace("#", at + 1);
  for (const step of shown.querySelectorAll(".step")) {
    step.disabled = !listed()[at + Number(step.dataset.step)];
  }
  here.tell(shown);
  map.draw(shown, find.hitsOnMap(shown));
}

/** Set off the mark and the document that the reader shows, where they are listed. */
export function point() {
  if (!pane()) return;
  const { answer, active } = pane().dataset;
  const path = sheet()?.dataset.path;
  for (const link of document.querySelectorAll("#talk [data-number]")) {
    const { answer: of, number } = link.dataset;
    link.toggleAttribute("data-current", of === answer && number === active);
  }
  for (const file of document.querySelectorAll("#library [data-path]")) {
    const current = file.dataset.path === path;
    file.toggleAttribute("data-current", current);
    if (current) file.setAttribute("aria-current", "true");
    else file.removeAttribute("aria-current");
  }
}

/** The focus goes into the reader. */
export function enter() {
  const close = element.querySelector(".sheet:not([hidden]) .close, .nothing .close");
  if (!element.contains(document.activeElement)) close?.focus({ preventScroll: true });
}

/** Scroll `body` so that the quotation begins in its upper third. */
function bringIntoView(body, mark) {
  const top = mark.getBoundingClientRect().top - body.getBoundingClientRect().top;
  body.scrollTop += top - body.clientHeight / 4;
}

/** Look after the sheet that is in view. */
function dress(shown) {
  leaves.dress(shown, find.refresh);
  sizes?.disconnect();
  sizes = new ResizeObserver(() => map.draw(shown, find.hitsOnMap(shown)));
  sizes.observe(shown.querySelector(".whole") ?? shown);
}

/** Have what is open drawn anew, and be at `wanted` in it. */
function read(data, wanted) {
  const { answer, active } = pane().dataset;
  const what = answer
    ? { answer, number: Number(active) }
    : { document: sheet().dataset.path };
  arrival = wanted;
  act({ do: "read", ...what, ...data });
}

function jump(offset, words, at) {
  read({ start: Math.max(0, offset - 20_000) }, { words, at });
}

function isActiveInView() {
  const box = marksOf(pane().dataset.active)[0]?.getBoundingClientRect();
  const body = sheet().querySelector(".sheet-body").getBoundingClientRect();
  return Boolean(box) && box.bottom > body.top && box.top < body.bottom;
}

/** Whether the document in view is still what was opened; if not, its sheet says so. */
function check() {
  if (looking || document.hidden) return;
  looking = setTimeout(async () => {
    looking = 0;
    const shown = sheet();
    if (!shown?.dataset.asked) return;
    const now = await get("standing", shown);
    if (now === null) return; // the server is not there: nothing is known
    for (const word of ["changed", "gone"]) {
      const said = shown.querySelector(`.notice.${word}`);
      if (said.hidden === (word === now)) said.hidden = word !== now;
    }
  }, REST);
}

function onScroll({ target }) {
  const shown = target.closest?.(".sheet");
  if (!shown || isScrolling) return;
  isScrolling = true;
  requestAnimationFrame(() => {
    isScrolling = false;
    here.tell(shown);
  });
}

function onInput({ target }) {
  if (target.matches(".find-words")) find.type(sheet(), target.value);
}

function onKey(event) {
  const { key, target, shiftKey } = event;
  if (target.closest(".find") && key === "Escape") {
    find.close(sheet());
    event.stopPropagation();
  } else if (target.matches(".find-words") && key === "Enter") {
    find.step(shiftKey ? -1 : 1, jump);
  } else if (target.matches(".goto") && key === "Enter") {
    onChange(event);
    target.select();
  }
}

function onChange({ target }) {
  if (!target.matches(".goto")) return;
  const number = parseInt(target.value, 10);
  if (number > 0) here.goTo(sheet(), number);
  target.value = here.pageInView(sheet());
}

function onStrip({ target, clientY }) {
  const strip = target.closest(".map");
  if (!strip) return;
  const { number, height } = map.meaning(strip, clientY);
  if (number && show(pane().dataset.answer, number)) return;
  const body = sheet().querySelector(".sheet-body");
  body.scrollTop = height * body.scrollHeight - body.clientHeight / 3;
}
