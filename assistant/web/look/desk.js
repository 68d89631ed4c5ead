// The page's frame: what is clicked goes to the part that it concerns, or to the server as an
// event, {do: NAME, ...}; on a phone the reader covers the conversation; what lies beneath is
// out of reach.

import * as chat from "./chat.js";
import * as reader from "./reader.js";
import * as conversations from "./conversations.js";
import * as library from "./library.js";
import * as turns from "./turns.js";

export const desk = document.querySelector("#desk");
const phone = window.matchMedia("(max-width: 760px)");
let opener = null; // what had the focus before the reader covered the page of a phone
let server = null; // Gradio's way there: {act, ask, study}
let wasEmpty = true;
let isEntry = Boolean(history.state?.sheet); // whether Back closes the reader of a phone

/** Tell the server: act({do: "open", document: "a.txt"}). The panes that change come back. */
export function act(data) {
  turns.act(data.do, () => server.act(data));
}

/** Have a question answered: ask({question: "..."}); without one, that in the box. */
export function ask(data) {
  turns.ask(() => (data ? server.ask(data) : document.querySelector("#send").click()));
}

/** Have the server look at what takes a while; what is new comes back. */
export function study() {
  server.study();
}

/** Begin; `element` is the reader's, `watch` is Gradio's, `events` go to the server. */
export function start({ element, watch, events }) {
  server = events;
  reader.start(element);
  chat.start();
  turns.start(() => desk.classList.contains("asking"));
  library.start();
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey);
  addEventListener("popstate", onPop);
  watch("value", () => {
    reader.settle();
    enter();
  });
  observe("#talk", () => {
    chat.settle();
    reader.point();
    conversations.remember();
    if (chat.isEmpty() && !wasEmpty) cover(false); // Gradio's own signs of work come here too
    wasEmpty = chat.isEmpty();
  });
  phone.addEventListener("change", shield);
  new ResizeObserver(chat.align).observe(document.querySelector("#talk"));
  const languages = [...navigator.languages];
  act({ do: "arrive", languages, ...chat.chosen(), ...conversations.remembered() });
}

function observe(selector, onChange) {
  const wanted = { childList: true, subtree: true };
  new MutationObserver(onChange).observe(document.querySelector(selector), wanted);
}

/** What a click on a control does: by its data-do. What is not here is the server's to do. */
const doings = {
  ...chat.doings,
  ...reader.doings,
  ...library.doings,
  show: ({ answer, number }, control) => {
    if (!reader.show(answer, number)) {
      act({ do: "show", answer, number: Number(number) });
    }
    cover(true, control);
  },
  open: ({ path }, control) => {
    act({ do: "open", document: path }); // Gradio takes a "path" for a file of its own
    shelf(false);
    cover(true, control);
  },
  step: ({ step }) => {
    const next = reader.neighbour(Number(step));
    if (!reader.show(next.answer, next.number)) act({ do: "show", ...next });
  },
  close: () => cover(false),
  shelf: () => shelf(!desk.classList.contains("browsing")),
  "take-up": (data) => {
    conversations.choose();
    act(data);
    shelf(false);
  },
};

function onClick(event) {
  const control = event.target.closest("button[data-do]");
  if (!event.target.closest("#library")) shelf(false);
  if (!control) return;
  const data = { ...control.dataset };
  const doing = doings[data.do];
  if (doing) doing(data, control);
  else act(data);
}

function onKey(event) {
  if (event.key !== "Escape") return;
  if (desk.classList.contains("browsing")) shelf(false);
  else cover(false);
}

/** Back and Forward: the reader of a phone closes, or another conversation comes. */
function onPop() {
  const wasEntry = isEntry;
  isEntry = Boolean(history.state?.sheet);
  if (wasEntry && !isEntry) cover(false);
  // While the reader lay over it, a new conversation may have got its id.
  if (wasEntry && !conversations.remembered().conversation) conversations.correct();
  else if (!conversations.travel() && isEntry && phone.matches) cover(true);
}

/** What lies under the reader of a phone is out of reach. */
function shield() {
  const covered = phone.matches && desk.classList.contains("reading");
  for (const side of desk.querySelectorAll("#library, #chat")) side.inert = covered;
}

/** The focus goes along into the reader that covers the page. */
function enter() {
  if (phone.matches && desk.classList.contains("reading")) reader.enter();
}

/** On a phone the reader lies over the conversation; elsewhere it stands beside it. */
function cover(covers, from = null) {
  const covered = desk.classList.contains("reading");
  desk.classList.toggle("reading", covers);
  if (covers && !covered) reader.settle(); // while it was out of sight it could not be measured
  shield();
  if (covers && !covered && phone.matches) {
    opener = from;
    if (!isEntry) history.pushState({ ...history.state, sheet: true }, "");
    isEntry = true;
    enter();
  } else if (!covers && covered) {
    (opener?.isConnected ? opener : document.querySelector("#question textarea"))?.focus();
    opener = null;
    if (history.state?.sheet) history.back(); // no dead entry stays
  }
}

function shelf(opens) {
  desk.classList.toggle("browsing", opens);
  document.querySelector(".shelf-toggle")?.setAttribute("aria-expanded", String(opens));
}
