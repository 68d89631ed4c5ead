// A list that is drawn anew keeps its place: what was at its top stays there, and the focus stays
// on the file that it was on, wherever that is now. (Gradio mends the page line by line: the third
// line stays the third line, whatever file it is of.)

const LISTS = "#files, .past-list";
const MARKS = ["do", "path", "document", "conversation", "name", "field", "view"];
const anchors = new Map(); // list's selector -> {key, offset}, none while it is at its top
let column = null;
let focused = null; // what the focus was last set on

export function start(own) {
  column = own;
  column.addEventListener("scroll", ({ target }) => remember(target), {
    capture: true, passive: true,
  });
  document.addEventListener("focusin", ({ target }) => {
    focused = column.contains(target) ? signature(target) : null;
  });
  document.addEventListener("pointerdown", () => {
    focused = null; // it may fall on nothing; a focus that follows is remembered anew
  });
}

/** Put every list and the focus back. */
export function settle() {
  for (const list of column.querySelectorAll(LISTS)) {
    const anchor = anchors.get(name(list));
    const line = anchor && lines(list).find((one) => one.dataset.key === anchor.key);
    if (line) list.scrollTop += offset(list, line) - anchor.offset;
  }
  const active = document.activeElement;
  if (!focused || (active !== document.body && !column.contains(active))) return;
  if (column.contains(active) && signature(active) === focused) return;
  const all = column.querySelectorAll("button, input, summary");
  [...all].find((one) => signature(one) === focused)?.focus({ preventScroll: true });
}

/** A list goes to its top: other lines are about to come. */
export function top(selector) {
  const list = column.querySelector(selector);
  if (!list) return;
  anchors.delete(name(list));
  list.scrollTop = 0;
}

const name = (list) => list.id || list.className;
const lines = (list) => [...list.querySelectorAll("li[data-key]")];
const offset = (list, line) => line.getBoundingClientRect().top - list.getBoundingClientRect().top;
const signature = (element) =>
  element.tagName + element.type + JSON.stringify(MARKS.map((mark) => element.dataset[mark]));

function remember(list) {
  if (!list.matches?.(LISTS)) return;
  const first = lines(list).find((line) => offset(list, line) + line.offsetHeight > 0);
  if (list.scrollTop && first) {
    anchors.set(name(list), { key: first.dataset.key, offset: offset(list, first) });
  } else anchors.delete(name(list));
}
