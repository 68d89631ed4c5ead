// The menus and dialogs of the left column. They stand apart from the lists, which are drawn anew.

import { act } from "./desk.js";

let opener = null; // the button of the menu that is open
let pressed = null; // the button of the menu that was open when the mouse went down

const open = () => document.querySelector(".menu:popover-open");

export function start() {
  document.addEventListener("pointerdown", () => {
    pressed = open() ? opener : null; // the browser closes it before the click comes
  }, true);
  document.addEventListener("keydown", onKey, true);
  document.addEventListener("submit", onSubmit);
  document.addEventListener("toggle", onToggle, true);
}

/** The open menu's button says so, also after it was drawn anew. */
export function settle() {
  for (const button of document.querySelectorAll("#library [data-do=menu]")) {
    button.setAttribute("aria-expanded", String(Boolean(open()) && button === opener));
  }
}

/** Close whatever menu is open. */
export function close() {
  open()?.hidePopover();
}

/** The document or the conversation that a menu's button is about; the menu closes. */
export function subject(control) {
  const menu = control.closest(".menu");
  menu.hidePopover();
  return menu.dataset.subject;
}

export const doings = {
  menu: (data, control) => {
    const wasOpen = pressed === control;
    pressed = null;
    if (wasOpen) return;
    const menu = document.querySelector(`#menu-${data.menu}`);
    menu.dataset.subject = data.document ?? data.conversation ?? "";
    const said = menu.querySelector(".of");
    const line = control.closest("li");
    if (said) said.textContent = line.querySelector(".title").textContent;
    opener = control;
    menu.showPopover();
    put(menu, control);
    menu.querySelector("button").focus();
  },
  forget: ({ name }) => {
    close();
    act({ do: "forget", name });
  },
  "new-collection": () => {
    close();
    document.querySelector("#new-collection").showModal();
  },
  "close-dialog": (_, control) => control.closest("dialog").close(),
};

/** Beside its button, inside the window. */
function put(menu, control) {
  const beside = control.getBoundingClientRect();
  const { width, height } = menu.getBoundingClientRect();
  const below = beside.bottom + 4;
  const fits = below + height < innerHeight - 8;
  menu.style.left = `${Math.max(8, Math.min(beside.left, innerWidth - width - 8))}px`;
  menu.style.top = `${fits ? below : Math.max(8, beside.top - height - 4)}px`;
}

function onToggle(event) {
  if (event.target.matches?.(".menu")) settle();
}

/** Escape closes the menu or the dialog alone; the arrows go from button to button. */
function onKey(event) {
  const menu = open();
  if (event.key === "Escape" && (menu || document.querySelector("dialog[open]"))) {
    event.stopPropagation();
  } else if (menu && /^Arrow(Up|Down)$/.test(event.key)) {
    const buttons = [...menu.querySelectorAll("button")];
    const step = event.key === "ArrowUp" ? -1 : 1;
    const next = buttons.indexOf(document.activeElement) + step;
    buttons[(next + buttons.length) % buttons.length].focus();
    event.preventDefault();
  }
}

async function onSubmit(event) {
  const dialog = event.target.closest("#new-collection");
  if (!dialog) return;
  event.preventDefault();
  const form = event.target;
  const said = dialog.querySelector(".error");
  const wanted = { name: form.elements.name.value, folder: form.elements.folder.value };
  said.textContent = "";
  try {
    const options = { method: "POST", body: JSON.stringify(wanted) };
    const made = await (await fetch("/own/collection", options)).json();
    if (made.error) {
      said.textContent = made.error;
      return;
    }
    form.reset();
    dialog.close();
    act({ do: "collection", name: made.name });
  } catch {
    said.textContent = document.querySelector(".adding").dataset.lost;
  }
}
