// Files come in: dropped anywhere or picked, sent one after the other, with what came of each.

import { act } from "./desk.js";
import { dropped, picked } from "./gathering.js";
import * as menus from "./menus.js";

const LINES = 50; // of files that were not added
const LOSSES = 3; // one after the other, after which no more is sent
const REST = 8000; // milliseconds that a report without a refusal stays
let waiting = [];
let tally = null; // of the adding under way or reported
let request = null;
let resting = 0;

const room = () => document.querySelector(".adding");
const part = (selector) => room().querySelector(selector);

export function start() {
  addEventListener("dragenter", (event) => hover(event, true));
  addEventListener("dragover", (event) => hover(event, true));
  addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) hover(event, false);
  });
  addEventListener("drop", async (event) => {
    if (!hover(event, false)) return;
    say("looking");
    add(await dropped(event.dataTransfer));
  });
  document.addEventListener("change", ({ target }) => {
    if (!target.matches("#pick-files, #pick-folder")) return;
    add(picked(target.files));
    target.value = ""; // the same may be picked again
  });
}

export const doings = {
  "pick-files": () => pick("#pick-files"),
  "pick-folder": () => pick("#pick-folder"),
  "cancel-adding": () => {
    waiting = [];
    if (tally) tally.isCancelled = true;
    request?.abort();
  },
  "close-adding": () => {
    part(".incoming").hidden = true;
  },
};

function pick(input) {
  menus.close();
  part(input).click();
}

/** Files are dragged over the page, or no longer; false where it is something else. */
function hover(event, isOver) {
  if (!room() || !event.dataTransfer?.types.includes("Files")) return false;
  event.preventDefault();
  event.dataTransfer.dropEffect = "copy";
  const overlay = part("#dropping");
  const collection = document.querySelector(".collection span").textContent;
  part(".drop-to").textContent = filled("drop", { collection });
  if (isOver !== overlay.matches(":popover-open")) overlay.togglePopover(isOver);
  return true;
}

async function add(files) {
  const { collection } = document.querySelector(".frame").dataset;
  if (!files.length) {
    if (!tally?.isUnderWay) finish("nothing");
    return;
  }
  waiting.push(...files.map((one) => ({ ...one, collection })));
  if (tally?.isUnderWay) {
    tally.all += files.length;
    tally.total += sum(files);
    return;
  }
  clearTimeout(resting);
  tally = { isUnderWay: true, drop: crypto.randomUUID(), all: files.length, total: sum(files),
    bytes: 0, sent: 0, added: 0, refused: 0, lost: 0 };
  part(".refused").hidden = true;
  part(".refused ul").replaceChildren();
  while (waiting.length) await one(waiting.shift());
  tally.isUnderWay = false;
  if (tally.added) act({ do: "added" });
  finish(tally.isCancelled ? "cancelled" : "added");
}

async function one({ file, name, collection }) {
  tally.sent += 1;
  part(".at").textContent = name;
  progress(0);
  const came = await send(file, name, collection);
  tally.bytes += file?.size ?? 0;
  tally.lost = came?.isLost ? tally.lost + 1 : 0;
  if (came?.path) tally.added += 1;
  else if (came) refuse(name, came.reason);
  if (tally.lost >= LOSSES) waiting = [];
}

/** What the server made of a file: {path, reason}; null where adding was stopped. */
function send(file, name, collection) {
  const most = Number(room().dataset.most);
  const lost = { reason: room().dataset.lost, isLost: true };
  if (!file) return lost;
  if (file.size > most) {
    const sizes = { size: bytes(file.size), most: bytes(most) };
    return { reason: filled("tooLarge", sizes) };
  }
  return new Promise((done) => {
    request = new XMLHttpRequest();
    const asked = new URLSearchParams({ collection, drop: tally.drop, name });
    request.open("POST", `/own/drop?${asked}`);
    request.responseType = "json";
    request.upload.onprogress = ({ loaded }) => progress(loaded);
    request.onload = () => done(request.response ?? lost);
    request.onerror = () => done(lost);
    request.onabort = () => done(null);
    request.send(file);
  });
}

function progress(sent) {
  const now = tally.bytes + sent;
  say("progress", { done: tally.sent, all: tally.all, bytes: bytes(now),
    total: bytes(tally.total) });
  part("progress").value = tally.total ? Math.min(1, now / tally.total) : 0;
}

/** A line in words, with the ways on that there are now. */
function say(key, values = {}) {
  const isUnderWay = key === "progress" || key === "looking";
  part(".incoming").hidden = false;
  part(".words").textContent = filled(key, values);
  part("progress").hidden = part(".at").hidden = !isUnderWay;
  part("[data-do=cancel-adding]").hidden = !isUnderWay;
  part("[data-do=close-adding]").hidden = isUnderWay;
}

function finish(key) {
  say(key, { done: tally?.added, all: tally?.all });
  if (tally?.refused > LINES) line("…", filled("more", { n: tally.refused - LINES }));
  if (tally?.refused) return;
  clearTimeout(resting);
  resting = setTimeout(doings["close-adding"], REST);
}

function refuse(name, reason) {
  tally.refused += 1;
  part(".refused").hidden = false;
  if (tally.refused <= LINES) line(name, reason);
}

function line(name, words) {
  const made = part(".refusal-line").content.cloneNode(true);
  made.querySelector("b").textContent = name;
  made.querySelector("span").textContent = words.charAt(0).toUpperCase() + words.slice(1);
  part(".refused ul").append(made);
}

const sum = (files) => files.reduce((total, { file }) => total + (file?.size ?? 0), 0);

/** A text of the server's, its places filled. */
const filled = (key, values) =>
  room().dataset[key].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");

function bytes(number) {
  const units = ["B", "KB", "MB", "GB"];
  let unit = 0;
  for (; number >= 1000 && unit < units.length - 1; unit += 1) number /= 1024;
  const shown = new Intl.NumberFormat(document.documentElement.lang || undefined, {
    maximumFractionDigits: number < 10 && unit ? 1 : 0,
  });
  return `${shown.format(number)} ${units[unit]}`;
}
