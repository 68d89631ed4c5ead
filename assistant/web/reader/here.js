// What of the document is in view: its page and the headings it stands under.

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
  const under = headings(sheet, field ? placeOn(page, eye) : eye);
  line.querySelector(".headings").textContent = under.join(" › ");
  line.hidden = !under.length && !page;
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

/** A height as a page's number and how far down that page it is, such as 12.25. */
function placeOn(page, eye) {
  if (!page) return 0;
  const share = (eye - page.offsetTop) / page.offsetHeight;
  return Number(page.dataset.page) + Math.min(Math.max(share, 0), 0.99);
}

/** The headings that a place stands under, outermost first; `at`: its height, or its page. */
function headings(sheet, at) {
  if (!outlines.has(sheet)) {
    const listed = sheet.querySelectorAll(".outline li, .document [class^='level-']");
    outlines.set(sheet, [...listed]);
  }
  const listed = outlines.get(sheet);
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
  const title = sheet.querySelector("h2").textContent.trim();
  return path.filter((words) => words !== title);
}
