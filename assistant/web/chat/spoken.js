// What a screen reader is told: each piece of an answer once, when it comes. The conversation itself
// is drawn anew again and again, so it is no live region; this one is, and only ever grows.

const PIECES =
  ".verdict, .disagreement .lead, .before, .quote, .addressed, .error, .written > .lead," +
  " .sentence, .fallen, .note, .writing";
const MOST = 40; // lines

let region = null;
let said = new Set();
let isOn = false; // whether the newest exchange is one that was asked here

/** Begin. */
export function start() {
  region = document.createElement("div");
  region.className = "unseen";
  region.id = "spoken";
  region.setAttribute("role", "log");
  document.querySelector("#desk").append(region);
}

/** Say a line. */
export function say(words) {
  const line = document.createElement("p");
  line.dir = "auto";
  line.textContent = words;
  region.append(line);
  while (region.children.length > MOST) region.firstChild.remove();
}

/** Say what is new in the newest exchange, while it is answered. */
export function follow(newest, isBegun, isAsking) {
  if (isBegun) [said, isOn] = [new Set(), true];
  if (!isOn || !newest) return;
  const pieces = [...newest.querySelectorAll(PIECES)].filter((one) => !one.closest(".fold"));
  // How many are folded is told once it is known.
  if (!isAsking) pieces.push(...newest.querySelectorAll(".fold > summary"));
  for (const piece of pieces) {
    const words = wordsOf(piece);
    if (!said.has(words)) say(words);
    said.add(words);
  }
  isOn = isAsking;
}

function wordsOf(piece) {
  const copy = piece.cloneNode(true);
  for (const button of copy.querySelectorAll("button")) button.remove();
  return copy.textContent.trim();
}
