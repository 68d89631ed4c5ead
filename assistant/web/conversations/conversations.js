// The conversations kept: which one is in view stands in the page's address, so that a reload takes
// it up again and Back returns to the one before; renaming in place, and deleting once it was asked again.

import { act } from "./desk.js";
import * as menus from "./menus.js";
import { isQuiet } from "./turns.js";

let naming = null; // {id, text} while a conversation is given a name
let shown = null; // what the address said of the conversation and the collection last in view
let way = ""; // how the address follows the next one: "push", "replace", or as it comes
let isTravelling = false; // the address went first: by Back or Forward, or typed

const panel = () => document.querySelector("#past");
const lineOf = (id) => panel().querySelector(`li[data-key="${CSS.escape(id)}"]`);

/** What an address says, by its part after "#": {conversation, collection}, as far as it does. */
export function remembered(hash = location.hash) {
  return Object.fromEntries(new URLSearchParams(hash.slice(1)));
}

/** What is in view: {conversation, collection}; null before anything is. */
function inView() {
  const talk = document.querySelector("#talk .talk");
  const frame = document.querySelector("#library .frame");
  return talk && frame && { ...talk.dataset, ...frame.dataset };
}

/** Keep the conversation and the collection in view in the address, one entry for each. */
export function remember() {
  if (!inView()) return;
  const { conversation, collection } = inView();
  const said = new URLSearchParams();
  if (collection) said.set("collection", collection);
  if (conversation) said.set("conversation", conversation);
  const hash = String(said) ? `#${said}` : "";
  if (shown === hash) return; // else what waits to be drawn would be overwritten
  const before = remembered(shown ?? "").conversation ?? "";
  const isFirst = shown === null;
  shown = hash;
  const isOther = before !== conversation;
  // A new conversation gets its first id where it stands.
  const isPushed = isOther && !isFirst && way !== "replace" && (before || way === "push");
  if (isOther) way = "";
  if (isTravelling || location.hash === hash) return;
  if (isPushed) history.pushState(null, "", address(hash));
  else history.replaceState(history.state, "", address(hash));
}

const address = (hash) => location.pathname + location.search + hash;

/** The address says again what is in view. */
export function correct() {
  if (shown !== null) history.replaceState(history.state, "", address(shown));
}

/** A conversation was chosen in the list: Back returns from it. */
export function choose() {
  way = "push";
}

/** Go where the address says; false where that is in view. */
export function travel() {
  const now = inView();
  const { conversation = "", collection = "" } = remembered();
  const isSame = collection === now?.collection;
  if (!now || (isSame && conversation === now.conversation && !isTravelling)) return false;
  isTravelling = true;
  if (!isSame) act({ do: "arrive", languages: [...navigator.languages], ...remembered() });
  else if (conversation) act({ do: "take-up", conversation });
  else act({ do: "begin" });
  return true;
}

export function start() {
  document.addEventListener("acted", () => {
    if (isQuiet()) isTravelling = false;
  });
  panel().addEventListener("keydown", onKey);
  panel().addEventListener("focusout", ({ target }) => {
    // What is drawn anew loses the focus for a moment.
    if (target.matches(".past-name")) setTimeout(() => {
      if (naming && !document.activeElement?.matches(".past-name")) finish(true);
    });
  });
  panel().addEventListener("input", ({ target }) => {
    if (naming && target.matches(".past-name")) naming.text = target.value;
  });
}

/** After any change of the list: the name that is being typed is where it was. */
export function settle() {
  for (const input of panel().querySelectorAll(".past-name")) {
    const isNamed = naming?.id === input.dataset.conversation;
    input.hidden = !isNamed;
    input.closest("li").classList.toggle("naming", isNamed);
    if (isNamed && input.value !== naming.text) input.value = naming.text;
  }
  remember();
}

export const doings = {
  rename: (_, control) => {
    const id = menus.subject(control);
    const input = lineOf(id).querySelector(".past-name");
    naming = { id, text: input.dataset.title };
    settle();
    input.focus();
    input.select();
  },
  delete: (_, control) => {
    const dialog = document.querySelector("#deleting");
    dialog.dataset.conversation = menus.subject(control);
    const title = lineOf(dialog.dataset.conversation).querySelector(".title");
    dialog.querySelector(".of").textContent = title.textContent;
    dialog.showModal();
  },
  "delete-really": (_, control) => {
    const dialog = control.closest("dialog");
    dialog.close();
    if (dialog.dataset.conversation === inView().conversation) way = "replace";
    act({ do: "delete", conversation: dialog.dataset.conversation });
  },
};

/** Enter keeps the name, Escape the old one. */
function onKey(event) {
  if (!event.target.matches(".past-name") || event.isComposing) return;
  if (event.key !== "Enter" && event.key !== "Escape") return;
  event.preventDefault();
  event.stopPropagation();
  finish(event.key === "Enter", true);
}

function finish(isKept, isAtIt = false) {
  const { id, text } = naming;
  naming = null;
  const line = lineOf(id);
  const before = line?.querySelector(".past-name").dataset.title;
  settle();
  if (isKept && text.trim() !== before) act({ do: "rename", conversation: id, title: text });
  if (isAtIt) line?.querySelector(".past-open").focus();
}
