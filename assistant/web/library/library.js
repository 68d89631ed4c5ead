// The left column: which of its two lists is in view, the ticks, the filter, the pages of the list.

import { act } from "./desk.js";
import * as adding from "./adding.js";
import * as conversations from "./conversations.js";
import * as menus from "./menus.js";
import * as places from "./places.js";
import * as reader from "./reader.js";
import { isQuiet } from "./turns.js";

const PAUSE = 200; // milliseconds after the last key before the words are looked for
const column = () => document.querySelector("#library");
const pending = new Map(); // ticks that the server has not drawn yet, by document
const timers = {};
let view = "documents";

/** Begin: what is drawn anew keeps what a person was at. */
export function start() {
  const drawn = { childList: true, subtree: true, characterData: true, attributes: true,
    attributeFilter: ["checked", "data-key", "data-document", "data-conversation"] };
  const observer = new MutationObserver(settle);
  for (const pane of column().querySelectorAll("#frame, #views, #shelf, #past")) {
    observer.observe(pane, drawn);
  }
  column().addEventListener("change", onChange);
  column().addEventListener("input", onInput);
  column().addEventListener("keydown", onKey);
  document.addEventListener("acted", () => {
    if (isQuiet()) pending.clear();
    settle();
  });
  places.start(column());
  menus.start();
  adding.start();
  conversations.start();
}

/** After any change of the lists: they show what is chosen, and stay where they were. */
export function settle() {
  column().dataset.view = view;
  for (const tab of column().querySelectorAll("[role=tab]")) {
    const isChosen = tab.dataset.view === view;
    tab.setAttribute("aria-selected", String(isChosen));
    tab.tabIndex = isChosen ? 0 : -1;
  }
  for (const tick of column().querySelectorAll("input.file-tick")) {
    const { document: path } = tick.dataset;
    const drawn = tick.hasAttribute("checked");
    if (pending.get(path) === drawn) pending.delete(path);
    tick.checked = pending.get(path) ?? drawn;
  }
  conversations.settle();
  menus.settle();
  places.settle();
  reader.point();
}

/** What the column's controls do, by their data-do. */
export const doings = {
  ...menus.doings,
  ...adding.doings,
  ...conversations.doings,
  list: ({ view: wanted }) => choose(wanted),
  only: (_, control) => act({ do: "only", document: menus.subject(control) }),
  remove: (_, control) => act({ do: "remove", document: menus.subject(control) }),
  turn: ({ step }) => {
    places.top("#files");
    act({ do: "turn", step: Number(step) });
  },
  collection: ({ name }) => {
    menus.close();
    for (const field of column().querySelectorAll("[data-field]")) field.value = "";
    act({ do: "collection", name });
  },
};

function choose(wanted) {
  view = wanted;
  settle();
}

function onChange({ target }) {
  if (!target.matches("input.file-tick")) return;
  pending.set(target.dataset.document, target.checked);
  act({ do: "tick", document: target.dataset.document, ticked: target.checked });
}

function onInput({ target }) {
  const { field } = target.dataset;
  if (!field) return;
  clearTimeout(timers[field]);
  timers[field] = setTimeout(() => {
    places.top(field === "filter" ? "#files" : ".past-list");
    act({ do: field, words: target.value });
  }, PAUSE);
}

/** The arrows go from tab to tab. */
function onKey(event) {
  if (!event.target.matches("[role=tab]") || !/^Arrow(Left|Right)$/.test(event.key)) return;
  choose(view === "past" ? "documents" : "past");
  column().querySelector(`[role=tab][data-view=${view}]`).focus();
  event.preventDefault();
}
