// The text of an element as one folded string, and the way back from it to the text nodes.

import { fold } from "./folding.js";

const BLOCKS = "p, li, td, th, pre, h3, h4, h5, h6, div, text, section";
let kept = new WeakMap();

/** What was read holds no longer: the elements may have been changed. */
export function forget() {
  kept = new WeakMap();
}

/** The ranges of a pattern in an element, which is read once. */
export function ranges(element, pattern) {
  if (!kept.has(element)) kept.set(element, read(element));
  const { text, starts, nodes } = kept.get(element);
  const found = [];
  for (const match of text.matchAll(pattern)) {
    const range = new Range();
    const end = match.index + match[0].trimEnd().length;
    range.setStart(...place(match.index, starts, nodes));
    const [last, offset] = place(end - 1, starts, nodes);
    range.setEnd(last, Math.min(offset + 1, last.length));
    found.push(range);
  }
  return found;
}

function read(element) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const parts = [];
  const starts = []; // where in the folded text each node begins
  const nodes = [];
  let length = 0;
  let block = null;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const own = node.parentElement.closest(BLOCKS);
    if (block && own !== block && own?.localName !== "text") {
      parts.push(" "); // words of two paragraphs are no one word
      length += 1;
    }
    block = own;
    starts.push(length);
    const folded = foldAll(node.data);
    nodes.push({ node, back: folded.back });
    parts.push(folded.text);
    length += folded.text.length;
  }
  return { text: parts.join(""), starts, nodes };
}

/** A text folded; `back` gives the offset in it of each letter, null where they are the same. */
function foldAll(data) {
  if (!/[^\x00-\x7f]/.test(data)) return { text: data.toLowerCase(), back: null };
  const back = [];
  let text = "";
  let at = 0;
  for (const letter of data) {
    const folded = fold(letter);
    for (let n = 0; n < folded.length; n += 1) back.push(at);
    text += folded;
    at += letter.length;
  }
  return { text, back };
}

function place(position, starts, nodes) {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle] <= position) low = middle + 1;
    else high = middle;
  }
  const { node, back } = nodes[low - 1];
  const within = position - starts[low - 1];
  return [node, back ? (back[within] ?? node.length) : Math.min(within, node.length)];
}
