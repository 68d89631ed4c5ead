// Which conversation the page is in stands in its address, so that a reload takes it up again.

/** What the address says: {conversation, collection}, as far as it does. */
export function remembered() {
  return Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
}

/** Keep the conversation in view in the address. */
export function remember() {
  const talk = document.querySelector("#talk .talk");
  if (!talk) return;
  const { conversation, collection } = talk.dataset;
  const said = new URLSearchParams();
  if (collection) said.set("collection", collection);
  if (conversation) said.set("conversation", conversation);
  const hash = String(said) ? `#${said}` : location.pathname + location.search;
  if (location.hash !== hash) history.replaceState(history.state, "", hash);
}
