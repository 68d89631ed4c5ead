// Search within the open document. What the page holds is searched here; a PDF's pages and very
// long documents on the server, which says on what page or at what character each hit is.

import { get } from "./asking.js";
import { pattern } from "./folding.js";
import { words as wordsOf } from "./leaves.js";
import { draw, heightOf } from "./map.js";
import { ranges } from "./textmap.js";

const PAUSE = 150; // milliseconds of rest in typing
const painted = globalThis.CSS?.highlights;
// {sheet, words, sought, hits, at, isAway}; a hit: {range} or {page} or {offset}; isAway: the one at
// hand stands in another stretch of the document.
let search = null;
let timer = 0;

/** Open or close the field of a sheet. */
export function toggle(sheet) {
  const bar = sheet.querySelector(".find");
  if (!bar.hidden) return close(sheet);
  bar.hidden = false;
  sheet.querySelector(".find-open").setAttribute("aria-expanded", "true");
  const field = bar.querySelector(".find-words");
  field.focus();
  field.select();
  if (field.value) begin(sheet, field.value);
}

/** Close the field; the focus goes back to what opened it if it was in it. */
export function close(sheet) {
  const bar = sheet.querySelector(".find");
  if (!bar || bar.hidden) return;
  const opener = sheet.querySelector(".find-open");
  opener.setAttribute("aria-expanded", "false");
  if (bar.contains(document.activeElement)) opener.focus();
  bar.hidden = true;
  leave();
}

/** Forget what was looked for. */
export function leave() {
  clearTimeout(timer);
  const sheet = search?.sheet;
  search = null;
  paint();
  if (sheet) draw(sheet);
}

/** Something was typed. */
export function type(sheet, words) {
  clearTimeout(timer);
  busy(sheet, true);
  timer = setTimeout(() => begin(sheet, words), PAUSE);
}

/** To the next hit (1) or the one before (-1), around the ends; `jump` opens another stretch. */
export async function step(by, jump) {
  const sheet = search?.sheet ?? document.querySelector(".sheet:not([hidden])");
  const field = sheet.querySelector(".find-words");
  if (!search || search.words !== field.value) await begin(sheet, field.value, false);
  if (!search?.hits.length) return;
  const { length } = search.hits;
  if (search.isAway) search.isAway = false;
  else search.at = search.at < 0 ? (by > 0 ? 0 : length - 1) : (search.at + by + length) % length;
  await go(jump);
}

/** The hits as the map draws them. */
export function hitsOnMap(sheet) {
  if (search?.sheet !== sheet) return [];
  const heights = new Map(); // a page has one
  return search.hits.flatMap((hit, at) => {
    const element = hit.range?.startContainer.parentElement ?? leafOf(sheet, hit.page);
    if (!element) return [];
    if (!heights.has(element)) heights.set(element, heightOf(sheet, element));
    return [{ height: heights.get(element), isHere: at === search.at }];
  });
}

/** The words of a page have come: what is found in them is set off. */
export function refresh(leaf) {
  if (search?.sheet === leaf.closest(".sheet")) paint();
}

/** Go on, in a stretch that was opened for it, with hit `at` of a search. */
export async function resume(sheet, words, at) {
  const bar = sheet.querySelector(".find");
  bar.hidden = false;
  sheet.querySelector(".find-open").setAttribute("aria-expanded", "true");
  const field = bar.querySelector(".find-words");
  field.value = words;
  field.focus();
  await begin(sheet, words, false);
  if (!search?.hits.length) return;
  search.at = Math.min(at, search.hits.length - 1);
  await go(() => {});
}

async function begin(sheet, words, goes = true) {
  clearTimeout(timer);
  const sought = pattern(words);
  const now = { sheet, words, sought, hits: [], at: -1 };
  search = now;
  if (sought) now.hits = await lookFor(sheet, words, sought);
  if (search !== now) return; // another search has begun
  busy(sheet, false);
  paint();
  if (goes && now.hits.length) {
    now.at = nearest(sheet, now.hits);
    await go(null);
  } else {
    count();
    draw(sheet, hitsOnMap(sheet));
  }
}

async function lookFor(sheet, words, sought) {
  const { pages, start } = sheet.dataset;
  const article = sheet.querySelector("article");
  if (!pages && start === undefined) return ranges(article, sought).map((range) => ({ range }));
  const asked = `&words=${encodeURIComponent(words)}${pages ? "&by=page" : ""}`;
  const found = (await get("hits", sheet, asked)) ?? [];
  if (pages) return found.map((page) => ({ page }));
  const [from, to] = [Number(start), Number(sheet.dataset.end)];
  const here = ranges(article, sought);
  return found.map((offset) => {
    const range = offset >= from && offset < to ? here.shift() : undefined;
    return { offset, range };
  });
}

/** The first hit that is not above what is in view. */
function nearest(sheet, hits) {
  const body = sheet.querySelector(".sheet-body");
  const top = body.scrollTop / body.scrollHeight;
  const after = hits.findIndex(({ range, page, offset }) => {
    const element = range?.startContainer.parentElement ?? leafOf(sheet, page);
    if (!element) return offset >= Number(sheet.dataset.end);
    const edge = page ? element.nextElementSibling ?? element : element;
    return heightOf(sheet, edge) > top || !edge.nextElementSibling;
  });
  return Math.max(after, 0);
}

function busy(sheet, isBusy) {
  sheet.querySelector(".find").setAttribute("aria-busy", String(isBusy));
}

/** Put the hit that is at hand in view. */
async function go(jump) {
  const now = search;
  const { sheet, at } = now;
  const hit = now.hits[at];
  count();
  if (hit.page) await wordsOf(leafOf(sheet, hit.page));
  if (search !== now || now.at !== at) return;
  const range = rangeOf(hit);
  if (!range && hit.offset !== undefined) {
    now.isAway = !jump; // while one types, nothing else is opened
    jump?.(hit.offset, now.words, at);
    paint();
    return;
  }
  const element = range?.startContainer.parentElement ?? leafOf(sheet, hit.page);
  const body = sheet.querySelector(".sheet-body");
  const box = boxOf(range, element);
  const top = box.top - body.getBoundingClientRect().top;
  if (top < 0 || top + box.height > body.clientHeight * 0.9) {
    body.scrollTop += top - body.clientHeight / 3;
  }
  paint();
  draw(sheet, hitsOnMap(sheet));
  if (!painted && range) getSelection().setBaseAndExtent(...ends(range));
}

/** Where a range is; that of letters in a page's layer is known by their line alone. */
function boxOf(range, element) {
  const box = element.localName === "text" || !range ? null : range.getClientRects()[0];
  return box ?? element.getBoundingClientRect();
}

function rangeOf(hit) {
  if (!hit.page) return hit.range;
  const here = search.hits.filter(({ page }) => page === hit.page);
  const found = onLeaf(leafOf(search.sheet, hit.page));
  return found[Math.min(here.indexOf(hit), found.length - 1)];
}

function onLeaf(leaf) {
  const layer = leaf?.querySelector(".words");
  return layer?.firstElementChild && search.sought ? ranges(layer, search.sought) : [];
}

function leafOf(sheet, page) {
  return page ? sheet.querySelector(`.leaf[data-page="${page}"]`) : null;
}

/** Set off what was found, as far as its words are there. */
function paint() {
  if (!painted) return;
  const found = new Highlight();
  if (search) {
    const pages = new Set(search.hits.map(({ page }) => page).filter(Boolean));
    for (const page of pages) onLeaf(leafOf(search.sheet, page)).forEach((one) => found.add(one));
    for (const { range } of search.hits) if (range) found.add(range);
  }
  const hit = search?.hits[search.at];
  const here = hit && rangeOf(hit);
  if (here) found.delete(here);
  painted.set("found", found);
  painted.set("found-here", here ? new Highlight(here) : new Highlight());
}

function count() {
  const output = search.sheet.querySelector(".find-count");
  const { length } = search.hits;
  const { of, none } = output.dataset;
  const said = of.replace("##", length).replace("#", search.at + 1);
  output.textContent = length ? said : search.sought ? none : "";
}

function ends(range) {
  return [range.startContainer, range.startOffset, range.endContainer, range.endOffset];
}
