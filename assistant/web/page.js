// The page's own script: it runs once, when the reader (`element`) is there. Gradio hands it
// `element`, `trigger(event, data)` and `watch(property, callback)`.
// A click on a citation that the reader already holds is answered here; for anything else the
// server is asked ("open" or "ask") and the reader comes back as new HTML.

const root = document.documentElement;
const phone = window.matchMedia("(max-width: 760px)");
let opener = null; // what had the focus before the reader covered the page of a phone

const pane = () => element.querySelector(".pane");
const sheet = () => element.querySelector(".sheet:not([hidden])");
const marksOf = (number) => element.querySelectorAll(`mark.cited[data-cites~="${number}"]`);

/** Put citation `number` in view and make it the active one; false where it is not here. */
function show(answer, number) {
  const first = marksOf(number)[0];
  if (!first || pane().dataset.answer !== String(answer)) return false;
  const target = first.closest(".sheet");
  for (const other of element.querySelectorAll(".sheet")) other.hidden = other !== target;
  for (const mark of element.querySelectorAll("mark.cited")) {
    mark.classList.toggle("active", mark.dataset.cites.split(" ").includes(String(number)));
  }
  pane().dataset.active = number;
  settle();
  return true;
}

/** After any change of what the reader holds: scroll, and mark what is shown elsewhere. */
function settle() {
  const { answer, active } = pane().dataset;
  const shown = sheet();
  if (shown) {
    const body = shown.querySelector(".sheet-body");
    const first = active ? marksOf(active)[0] : null;
    if (first && body.contains(first)) bringIntoView(body, active);
    else body.scrollTop = 0;
    const position = shown.querySelector(".position");
    if (position) position.textContent = `${active} of ${shown.dataset.count}`;
    for (const step of shown.querySelectorAll(".step")) {
      const number = Number(active) + Number(step.dataset.step);
      step.disabled = number < 1 || number > Number(shown.dataset.count);
    }
  }
  for (const link of document.querySelectorAll("#talk [data-number]")) {
    const { answer: of, number } = link.dataset;
    link.toggleAttribute("data-current", of === answer && number === active);
  }
  for (const file of document.querySelectorAll("#library [data-path]")) {
    const current = shown !== null && file.dataset.path === shown.dataset.path;
    file.toggleAttribute("data-current", current);
    if (current) file.setAttribute("aria-current", "true");
    else file.removeAttribute("aria-current");
  }
}

/** Scroll `body` so that the quotation begins in its upper third. */
function bringIntoView(body, number) {
  const top = marksOf(number)[0].getBoundingClientRect().top - body.getBoundingClientRect().top;
  body.scrollTop += top - body.clientHeight / 4;
}

/** On a phone the reader lies over the conversation; elsewhere it stands beside it. */
function cover(covers, from = null) {
  const covered = root.classList.contains("reading");
  root.classList.toggle("reading", covers);
  if (covers && !covered && phone.matches) {
    opener = from;
    element.querySelector(".sheet:not([hidden]) .close")?.focus({ preventScroll: true });
  } else if (!covers && covered) {
    (opener?.isConnected ? opener : document.querySelector("#question textarea"))?.focus();
    opener = null;
  }
}

function shelf(opens) {
  root.classList.toggle("browsing", opens);
  document.querySelector(".shelf-toggle")?.setAttribute("aria-expanded", String(opens));
}

function onClick(event) {
  const control = event.target.closest("button");
  if (!control) return;
  const { answer, number, path, question, step } = control.dataset;
  if (number && answer) {
    if (!show(answer, number)) trigger("open", { answer: Number(answer), number: Number(number) });
    cover(true, control);
  } else if (path) {
    trigger("open", { path });
    shelf(false);
    cover(true, control);
  } else if (question) {
    trigger("ask", { question });
  } else if (step) {
    const next = Number(pane().dataset.active) + Number(step);
    const of = Number(pane().dataset.answer);
    if (!show(of, next)) trigger("open", { answer: of, number: next });
  } else if (control.classList.contains("close")) {
    cover(false);
  } else if (control.classList.contains("shelf-toggle")) {
    shelf(!root.classList.contains("browsing"));
  }
}

function onKey(event) {
  if (event.key === "Escape") {
    if (root.classList.contains("browsing")) shelf(false);
    else cover(false);
  }
}

/** Keep the newest exchange in view while it grows. */
function follow() {
  const talk = document.querySelector("#talk");
  const newest = talk.querySelector(".exchange:last-of-type");
  if (newest) {
    talk.scrollTop += newest.getBoundingClientRect().top - talk.getBoundingClientRect().top;
  } else {
    talk.scrollTop = 0;
    cover(false);
  }
}

document.addEventListener("click", onClick);
document.addEventListener("keydown", onKey);
watch("value", settle);
new MutationObserver(follow).observe(document.querySelector("#talk"), {
  childList: true,
  subtree: true,
});
document.querySelector("#question textarea")?.setAttribute("aria-label", "Question");
settle();
