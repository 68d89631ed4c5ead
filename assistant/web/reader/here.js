// What of the document is in view: its page and the headings it stands under.

const MARGIN = 48; // pixels: a heading so near the top of what is in view stands at the top
let outlines = new WeakMap(); // by sheet: its headings, in order

/** What was read holds no longer: the sheets may have been changed. */
export function forget() {
  outlines = new WeakMap();
}

/** Say in the sheet's head what is in view now. */
export function tell(sheet) {
  const line = sheet.querySelector(".here");
  if (!line) return;
  const body = sheet.querySelector(".sheet-body");
  const eye = body.scrollTop + body.clientHeight / 3;
  const page = pageAt(sheet, eye);
  const field = line.querySelector(".goto");
  if (field) {
    if (field !== document.activeElement) field.value = page?.dataset.page ?? "1";
  } else {
    line.querySelector(".page-at").textContent = page?.dataset.label ?? "";
  }
  const under = headings(sheet, placeInView(sheet, body));
  line.querySelector(".headings").textContent = under.join(" › ");
  line.hidden = !page && !outline(sheet).some((one) => one.textContent.trim() !== titleOf(sheet));
}

/** The number of the page in view, 0 where there are none. */
export function pageInView(sheet) {
  const body = sheet.querySelector(".sheet-body");
  return Number(pageAt(sheet, body.scrollTop + body.clientHeight / 3)?.dataset.page ?? 0);
}

/** Put a page at the top; a number beyond the last one means the last one. */
export function goTo(sheet, number) {
  const pages = pagesOf(sheet);
  const wanted = pages.filter((page) => Number(page.dataset.page) <= number).pop() ?? pages[0];
  if (wanted) sheet.querySelector(".sheet-body").scrollTop = wanted.offsetTop - 8;
}

function pagesOf(sheet) {
  return [...sheet.querySelectorAll(".leaf, .page-rule")];
}

function pageAt(sheet, eye) {
  return lastAbove(pagesOf(sheet), eye);
}

/** The last of elements in order that begins at `eye` or above it. */
function lastAbove(elements, eye) {
  let low = 0;
  let high = elements.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (elements[middle].offsetTop <= eye) low = middle + 1;
    else high = middle;
  }
  return elements[low - 1];
}

/** Where the active mark is, as `headings` takes it, or else the top of what is in view. */
function placeInView(sheet, body) {
  const { top, bottom } = body.getBoundingClientRect();
  for (const mark of body.querySelectorAll("mark.cited.active")) {
    const box = mark.getClientRects()[0]; // of its first line
    if (!box || box.bottom <= top || box.top >= bottom) continue;
    if (mark.dataset.at) return Number(mark.dataset.at) + 0.001; // sums of shares are not exact
    return box.top + box.height / 2 - top + body.scrollTop;
  }
  const eye = body.scrollTop + MARGIN;
  const place = sheet.dataset.pages ? placeOn(pageAt(sheet, eye), eye) : eye;
  return body.scrollTop > 0 ? place : Math.max(place, placeOfFirst(sheet, body));
}

/** Where the first heading is, if that is in view. */
function placeOfFirst(sheet, body) {
  const [first] = outline(sheet);
  if (!first) return 0;
  if (!sheet.dataset.pages) return first.offsetTop < body.clientHeight ? first.offsetTop : 0;
  return first.dataset.page === "1" ? 1 + Number(first.dataset.share) : 0;
}

/** A height as a page's number and how far down that page it is, such as 12.25. */
function placeOn(page, eye) {
  if (!page) return 0;
  const share = (eye - page.offsetTop) / page.offsetHeight;
  return Number(page.dataset.page) + Math.min(Math.max(share, 0), 0.99);
}

/** The headings that a place stands under, outermost first; `at`: its height, or its page. */
function headings(sheet, at) {
  const listed = outline(sheet);
  const last = sheet.dataset.pages
    ? listed.filter(({ dataset: { page, share } }) => Number(page) + Number(share) <= at).pop()
    : lastAbove(listed, at);
  const path = [];
  let above = 99;
  for (let index = listed.indexOf(last); index >= 0 && above > 1; index -= 1) {
    const level = Number(listed[index].dataset.level ?? listed[index].className.slice(6));
    if (level < above) path.unshift(listed[index].textContent.trim());
    above = Math.min(above, level);
  }
  const title = titleOf(sheet);
  return path.filter((words) => words !== title);
}

function outline(sheet) {
  if (!outlines.has(sheet)) {
    const listed = sheet.querySelectorAll(".outline li, .document [class^='level-']");
    outlines.set(sheet, [...listed]);
  }
  return outlines.get(sheet);
}

function titleOf(sheet) {
  return sheet.querySelector("h2").textContent.trim();
}
