// The page's own script: it runs once, when the reader (`element`) is there. Gradio hands it
// `element`, `trigger(event, data)` and `watch(property, callback)`.
// A click on a citation that the reader already holds is answered here; for anything else the
// server is asked ("open" or "ask") and the reader comes back as new HTML.

const desk = document.querySelector("#desk");
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

/** After any change of what the reader holds: scroll to the active quotation. */
function settle() {
  const { active } = pane().dataset;
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
  point();
}

/** Set off the mark and the document that the reader shows, where they are listed. */
function point() {
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

/** Scroll `body` so that the quotation begins in its upper third. */
function bringIntoView(body, number) {
  const top = marksOf(number)[0].getBoundingClientRect().top - body.getBoundingClientRect().top;
  body.scrollTop += top - body.clientHeight / 4;
}

/** What lies under the reader of a phone is out of reach. */
function shield() {
  const covered = phone.matches && desk.classList.contains("reading");
  for (const side of desk.querySelectorAll("#library, #chat")) side.inert = covered;
}

/** The focus goes along into the reader that covers the page. */
function enter() {
  const close = element.querySelector(".sheet:not([hidden]) .close, .nothing .close");
  const covered = phone.matches && desk.classList.contains("reading");
  if (covered && !element.contains(document.activeElement)) close.focus({ preventScroll: true });
}

/** On a phone the reader lies over the conversation; elsewhere it stands beside it. */
function cover(covers, from = null) {
  const covered = desk.classList.contains("reading");
  desk.classList.toggle("reading", covers);
  if (covers && !covered) settle(); // while it was out of sight it could not be measured
  shield();
  if (covers && !covered && phone.matches) {
    opener = from;
    enter();
  } else if (!covers && covered) {
    (opener?.isConnected ? opener : document.querySelector("#question textarea"))?.focus();
    opener = null;
  }
}

function shelf(opens) {
  desk.classList.toggle("browsing", opens);
  document.querySelector(".shelf-toggle")?.setAttribute("aria-expanded", String(opens));
}

function onClick(event) {
  const control = event.target.closest("button");
  if (!event.target.closest("#library")) shelf(false);
  if (!control) return;
  const { answer, number, path, question, step, keep } = control.dataset;
  if (number && answer) {
    if (!show(answer, number)) trigger("open", { answer: Number(answer), number: Number(number) });
    cover(true, control);
  } else if (path) {
    trigger("open", { document: path }); // Gradio takes a "path" for a file of its own
    shelf(false);
    cover(true, control);
  } else if (keep) {
    trigger("keep", { keep });
  } else if (question) {
    trigger("ask", { question });
  } else if (step) {
    const next = Number(pane().dataset.active) + Number(step);
    const of = Number(pane().dataset.answer);
    if (!show(of, next)) trigger("open", { answer: of, number: next });
  } else if (control.classList.contains("close")) {
    cover(false);
  } else if (control.classList.contains("shelf-toggle")) {
    shelf(!desk.classList.contains("browsing"));
  }
}

function onKey(event) {
  if (event.key === "Escape") {
    if (desk.classList.contains("browsing")) shelf(false);
    else cover(false);
  }
}

/** The scroll bar's room beside the conversation is left free beside the question box too. */
function align() {
  const talk = document.querySelector("#talk");
  const gutter = talk.firstElementChild.nextElementSibling.getBoundingClientRect().left;
  desk.style.setProperty("--gutter", `${gutter - talk.getBoundingClientRect().left}px`);
}

/** Keep the newest exchange in view while it grows; new HTML knows nothing of what is shown. */
function follow() {
  point();
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
watch("value", () => {
  settle();
  enter();
});
new MutationObserver(follow).observe(document.querySelector("#talk"), {
  childList: true,
  subtree: true,
});
phone.addEventListener("change", shield);
new ResizeObserver(align).observe(document.querySelector("#talk"));
settle();
