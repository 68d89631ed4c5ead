// What the server is told, one thing at a time, so that each knows the one before: clicks, and
// questions, which wait for the clicks before them and hold up those after them until they are taken.

const LONGEST = 10_000; // milliseconds after which the server will not say that it has acted
// While a question is asked, what would change the place that it is asked from waits.
const PLACES = ["tick", "tick-all", "tick-none", "filter", "turn", "only", "remove", "restore",
  "search", "collection", "forget", "take-up", "arrive", "begin", "delete", "write"];
// What does not change the conversation's pane waits for nothing.
const BESIDE = ["show", "open", "read", "keep", "added"];

const turns = []; // {kind: "act" or "ask", does, tell}
let current = null;
let patience = 0;
// Until Gradio has ended a question that is answered, it takes no other; and as it ends it, it draws
// the answer once more, over what a click has brought meanwhile.
let isOpen = false;
let isAsking = () => false;

/** Begin; `asking` says whether an answer is under way. */
export function start(asking) {
  isAsking = asking;
  document.addEventListener("acted", () => end("act"));
  document.addEventListener("over", () => {
    isOpen = false;
    end("ask");
    next();
  });
}

/** Tell the server something when its turn comes; `does` names it. */
export function act(does, tell) {
  turns.push({ kind: "act", does, tell });
  next();
}

/** Ask when its turn comes; false where another question has not been taken yet. */
export function ask(tell) {
  if (current?.kind === "ask" || turns.some((one) => one.kind === "ask")) return false;
  turns.push({ kind: "ask", tell });
  next();
  return true;
}

/** The question was taken: its answer is under way. */
export const begun = () => end("ask");

/** Whether the server has done all that it was told; what it is asked apart. */
export const isQuiet = () => ![current, ...turns].some((one) => one?.kind === "act");

function next() {
  if (current) return;
  const index = turns.findIndex((one) => !waits(one));
  if (index < 0) {
    if (turns.length) setTimeout(next, 200);
    return;
  }
  current = turns.splice(index, 1)[0];
  if (current.kind === "ask") isOpen = true;
  patience = setTimeout(end, LONGEST, current.kind);
  current.tell();
}

function waits(one) {
  if (isAsking()) return one.kind === "ask" || PLACES.includes(one.does);
  if (!isOpen || BESIDE.includes(one.does)) return false;
  one.until ??= performance.now() + LONGEST;
  return performance.now() < one.until;
}

function end(kind) {
  if (current?.kind !== kind) return;
  clearTimeout(patience);
  current = null;
  next();
}
