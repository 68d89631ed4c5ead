// A slim strip beside the scroll bar: where in the document the quotes lie, and what was found.
// It is for the eye and the hand on a mouse; previous and next are for everyone.

const REACH = 14; // pixels from a tick within which a click on the strip means it

/** Draw a sheet's strip. `hits`: [{height, isHere}], how far down each place found lies, 0 to 1. */
export function draw(sheet, hits = []) {
  const strip = sheet.querySelector(".map");
  if (!strip) return;
  const ticks = [];
  const taken = new Set();
  for (const { height, isHere } of hits) {
    const row = Math.round(height * strip.clientHeight * 0.5); // no two ticks in the same place
    if (taken.has(row) && !isHere) continue;
    taken.add(row);
    ticks.push(tick(height, isHere ? "hit at-hand" : "hit"));
  }
  const numbered = new Set();
  for (const mark of sheet.querySelectorAll("mark.cited")) {
    const fresh = mark.dataset.cites.split(" ").filter((number) => !numbered.has(number));
    fresh.forEach((number) => numbered.add(number));
    if (!fresh.length) continue;
    const made = tick(heightOf(sheet, mark), mark.classList.contains("active") ? "active" : "");
    made.dataset.number = fresh[0];
    made.title = `${mark.querySelector(".number")?.getAttribute("aria-label") ?? ""}`.slice(0, 90);
    ticks.push(made);
  }
  strip.replaceChildren(...ticks);
}

/** How far down the document an element lies, 0 to 1. */
export function heightOf(sheet, element) {
  const body = sheet.querySelector(".sheet-body");
  const top = element.getBoundingClientRect().top - body.getBoundingClientRect().top;
  return Math.min(1, Math.max(0, (top + body.scrollTop) / body.scrollHeight));
}

/** What a click on a strip means: {number} of a quotation, or {height} to go to. */
export function meaning(strip, clientY) {
  const box = strip.getBoundingClientRect();
  const height = (clientY - box.top) / box.height;
  const far = (one) => Math.abs(Number(one.dataset.height) - height) * box.height;
  const quotes = [...strip.querySelectorAll("[data-number]")].sort((a, b) => far(a) - far(b));
  if (quotes[0] && far(quotes[0]) <= REACH) return { number: Number(quotes[0].dataset.number) };
  return { height };
}

function tick(height, css) {
  const made = document.createElement("i");
  made.className = `tick ${css}`;
  made.style.top = `${(100 * height).toFixed(2)}%`;
  made.dataset.height = height;
  return made;
}
