// The conversations kept: which one is in view stands in the page's address, so that a reload takes
// it up again; renaming in place, and deleting once it was asked again.

import { act } from "./desk.js";
import * as menus from "./menus.js";

let naming = null; // {id, text} while a conversation is given a name

const panel = () => document.querySelector("#past");
const lineOf = (id) => panel().querySelector(`li[data-key="${CSS.escape(id)}"]`);

/** What an address says, by its part after "#": {conversation, collection}, as far as it does. */
export function remembered(hash = location.hash) {
  return Object.fromEntries(new URLSearchParams(hash.slice(1)));
}

/** Keep the conversation and the collection in view in the address. */
export function remember() {
  const talk = document.querySelector("#talk .talk");
  const frame = document.querySelector("#library .frame");
  if (!talk || !frame) return;
  const { conversation } = talk.dataset;
  const { collection } = frame.dataset;
  const said = new URLSearchParams();
  if (collection) said.set("collection", collection);
  if (conversation) said.set("conversation", conversation);
  const hash = String(said) ? `#${said}` : "";
  const address = location.pathname + location.search + hash;
  if (location.hash !== hash) history.replaceState(history.state, "", address);
}

export function start() {
  addEventListener("hashchange", ({ newURL }) => {
    const wanted = remembered(new URL(newURL).hash); // the address may have been put back since
    const { conversation } = wanted;
    if (conversation && conversation !== document.querySelector(".talk")?.dataset.conversation) {
      act({ do: "arrive", languages: [...navigator.languages], ...wanted });
    }
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
