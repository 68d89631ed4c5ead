// The card of a mark: the quotation it stands for, shown while the pointer or the focus is on it.

const DELAY = 120; // milliseconds for the pointer to come from the mark to the card, or pass by
const GAP = 6; // pixels between them

let talk = null;
let card = null;
let mark = null; // the one whose card is open
let timer = null;
let followed = ""; // the mark that was clicked: no card until the pointer or the focus has left it

/** Begin; `own` is what the marks are in. */
export function start(own) {
  talk = own;
  card = document.createElement("div");
  card.id = "card";
  card.popover = "manual";
  card.setAttribute("role", "tooltip");
  for (const name of ["said", "aside", "file", "told"]) {
    const line = card.appendChild(document.createElement("p"));
    line.className = name;
    line.dir = "auto";
  }
  document.querySelector("#desk").append(card);
  talk.addEventListener("pointerover", ({ target, pointerType }) => {
    const over = target.closest(".cite");
    if (pointerType !== "touch" && over) soon(() => show(over));
  });
  talk.addEventListener("pointerout", ({ target }) => target.closest(".cite") && soon(hide));
  card.addEventListener("pointerover", () => clearTimeout(timer));
  card.addEventListener("pointerout", () => soon(hide));
  talk.addEventListener("focusin", ({ target }) => {
    if (target.matches(".cite:focus-visible")) show(target);
  });
  talk.addEventListener("focusout", ({ target }) => target === mark && target.isConnected && hide());
  talk.addEventListener("click", ({ target }) => follow(target.closest(".cite")));
  for (const kind of ["pointerover", "focusin"]) {
    document.addEventListener(kind, ({ target }) => leave(target.closest?.(".cite")), true);
  }
  talk.addEventListener("scroll", () => place(), { passive: true });
  window.addEventListener("resize", () => place());
  document.addEventListener("keydown", escape, true);
}

/** After the conversation was drawn anew: the card goes to its mark, or goes. */
export function settle() {
  if (!mark || mark.isConnected) return;
  const { answer, number } = mark.dataset;
  const same = talk.querySelector(`.cite[data-answer="${answer}"][data-number="${number}"]`);
  if (same) show(same);
  else hide();
}

/** A click leads to the quotation's place, which the card must not cover. */
function follow(clicked) {
  if (!clicked) return;
  hide();
  followed = nameOf(clicked);
}

function leave(now) {
  if (followed && nameOf(now) !== followed) followed = "";
}

/** Which mark it is, though it may have been drawn anew. */
function nameOf(one) {
  return one ? `${one.dataset.answer} ${one.dataset.number}` : "";
}

function soon(doing) {
  clearTimeout(timer);
  timer = setTimeout(doing, DELAY);
}

function show(over) {
  clearTimeout(timer);
  if (!over.isConnected || nameOf(over) === followed) return;
  if (mark !== over) mark?.removeAttribute("aria-describedby");
  mark = over;
  const { quote, aside = "", file, told = "" } = mark.dataset;
  const [said, other, where, since] = card.children;
  said.textContent = quote;
  other.textContent = aside;
  other.hidden = !aside;
  where.textContent = file;
  since.textContent = told;
  since.hidden = !told;
  mark.setAttribute("aria-describedby", card.id);
  card.showPopover();
  card.scrollTop = 0;
  place();
}

function hide() {
  clearTimeout(timer);
  mark?.removeAttribute("aria-describedby");
  mark = null;
  if (card.matches(":popover-open")) card.hidePopover();
}

/** Above the mark or, where there is more room, below it; inside the window. */
function place() {
  if (!mark) return;
  const at = mark.getBoundingClientRect();
  const around = talk.getBoundingClientRect();
  if (at.bottom < around.top || at.top > around.bottom) return hide(); // scrolled out of sight
  const { width, height } = card.getBoundingClientRect();
  const isAbove = at.top - GAP - height >= GAP || at.top > innerHeight - at.bottom;
  const top = isAbove ? at.top - GAP - height : at.bottom + GAP;
  const left = at.left + at.width / 2 - width / 2;
  card.style.left = `${Math.max(GAP, Math.min(left, innerWidth - width - GAP))}px`;
  card.style.top = `${Math.max(GAP, Math.min(top, innerHeight - height - GAP))}px`;
}

function escape(event) {
  if (event.key !== "Escape" || !mark) return;
  hide();
  event.stopPropagation();
}
