// The conversation: the newest exchange stays in view while it grows.

const talk = () => document.querySelector("#talk");

/** Whether nothing has been asked yet. */
export function isEmpty() {
  return !talk().querySelector(".exchange");
}

/** Keep the newest exchange in view. */
export function follow() {
  const newest = talk().querySelector(".exchange:last-of-type");
  const top = newest?.getBoundingClientRect().top - talk().getBoundingClientRect().top;
  if (newest) talk().scrollTop += top;
  else talk().scrollTop = 0;
}

/** The scroll bar's room beside the conversation is left free beside the question box too. */
export function align() {
  const inner = talk().querySelector(".talk");
  if (!inner) return;
  const gutter = inner.parentElement.getBoundingClientRect().left;
  const left = talk().getBoundingClientRect().left;
  document.querySelector("#desk").style.setProperty("--gutter", `${gutter - left}px`);
}
