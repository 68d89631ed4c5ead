// The reader: puts a quotation in view where the reader holds it already, without a request.

let element = null;

const pane = () => element.querySelector(".pane");
const sheet = () => element.querySelector(".sheet:not([hidden])");
const marksOf = (number) => element.querySelectorAll(`mark.cited[data-cites~="${number}"]`);

/** Begin; `own` is the element that the reader's HTML comes into. */
export function start(own) {
  element = own;
}

/** Put citation `number` in view and make it the active one; false where it is not here. */
export function show(answer, number) {
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

/** The quotation that is `step` further on: {answer, number}. */
export function neighbour(step) {
  const { answer, active } = pane().dataset;
  return { answer: Number(answer), number: Number(active) + step };
}

/** After any change of what the reader holds: scroll to the active quotation. */
export function settle() {
  const shown = sheet();
  if (shown) {
    const { active } = pane().dataset;
    const body = shown.querySelector(".sheet-body");
    const first = active ? marksOf(active)[0] : null;
    if (first && body.contains(first)) bringIntoView(body, first);
    else body.scrollTop = 0;
    const position = shown.querySelector(".position");
    if (position && active) position.textContent = position.dataset.of.replace("#", active);
    for (const step of shown.querySelectorAll(".step")) {
      const number = Number(active) + Number(step.dataset.step);
      step.disabled = number < 1 || number > Number(shown.dataset.count);
    }
  }
  point();
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
