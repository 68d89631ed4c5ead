// An answer with its references goes to the clipboard as Markdown, and the button says so.

import { say } from "./spoken.js";

const WHILE = 2500; // milliseconds

/** Copy what stands at the button's data-source. */
export async function copy(button) {
  const { source, done, failed } = button.dataset;
  let words = done;
  try {
    const markdown = fetch(source).then((answer) => {
      if (!answer.ok) throw new Error(answer.statusText);
      return answer.blob().then((blob) => new Blob([blob], { type: "text/plain" }));
    });
    // The promise itself is handed over: some browsers forget the click while one waits.
    await navigator.clipboard.write([new ClipboardItem({ "text/plain": markdown })]);
  } catch {
    words = failed;
  }
  say(words);
  const label = button.querySelector(".label");
  const before = button.dataset.label ?? label.textContent;
  button.dataset.label = before;
  label.textContent = words;
  setTimeout(() => (label.textContent = before), WHILE);
}
