// On the desk: words selected in a piece's text, with the mouse or the keyboard, and what stands around them. On the
// pages that have a form for one claim they go into its fields. These are all that is sent: where the words stand, the
// server finds.

import { read } from "./plaintext.js";
import { stretches } from "./stretches.js";

const WIDTH = 32; // code points on either side, as many as the server keeps
const ARROWS = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: -1, ArrowRight: 1 };
const IS_MAC = /^(?:Mac|iP)/.test(navigator.platform);
let graphemes; // made when words are first quoted: what it needs takes long to load

/** The quote a DOM range covers, without the spaces at its ends, and its context; null when it covers no words. */
export function quoteOf(reading, range) {
  const { text, toUnit, fromUnit } = reading;
  const from = toUnit(reading.offsetOf(range.startContainer, range.startOffset));
  const words = text.slice(from, toUnit(reading.offsetOf(range.endContainer, range.endOffset)));
  if (!/[^\s\p{Cf}]/u.test(words)) return null;
  const start = clusterAt(text, from + words.length - words.trimStart().length).start;
  const end = clusterAt(text, from + words.trimEnd().length).end;
  const first = clusterAt(text, toUnit(Math.max(0, fromUnit(start) - WIDTH))).start;
  const last = clusterAt(text, toUnit(Math.min(fromUnit(text.length), fromUnit(end) + WIDTH))).end;
  return { quote: text.slice(start, end), prefix: text.slice(first, start), suffix: text.slice(end, last) };
}

/** The edges of the character that a unit would cut; the unit itself, twice, where it cuts none. */
function clusterAt(text, unit) {
  graphemes ??= Intl.Segmenter && new Intl.Segmenter(undefined, { granularity: "grapheme" });
  const cluster = graphemes?.segment(text).containing(unit);
  if (!cluster || cluster.index === unit) return { start: unit, end: unit };
  return { start: cluster.index, end: cluster.index + cluster.segment.length };
}

/** What is selected in the text below `root`, and ways to select without a mouse. */
export class Selecting {
  #root;
  #reading = null;
  #listed = {};

  constructor(root) {
    this.#root = root;
  }

  /** The text as it is read; asked for again after `refresh`. */
  get reading() {
    return (this.#reading ??= read(this.#root));
  }

  /** Forget where things stand: elements of the text were changed, its words were not. */
  refresh() {
    this.#reading = null;
  }

  /** The selected range, if it touches the text: a caret counts, a selection elsewhere does not. */
  get range() {
    const selection = getSelection();
    const range = selection.rangeCount ? selection.getRangeAt(0) : null;
    return range?.intersectsNode(this.#root) ? range : null;
  }

  /** Where the selection begins and ends in the text, in code points; null without one. */
  get place() {
    const range = this.range;
    if (!range) return null;
    const [start, end] = this.#units(range);
    return { start: this.reading.fromUnit(start), end: this.reading.fromUnit(end) };
  }

  /** What can be sent of the selection: { quote } with its context, or { why } there is none. */
  get quoted() {
    if (getSelection().isCollapsed) return { why: "Nothing is selected. Select words of the text first." };
    if (!this.range) return { why: "What is selected stands outside the text." };
    return quoteOf(this.reading, this.range) ?? { why: "There are no words in the selection." };
  }

  /**
   * Acts on an arrow key; whether it did. Up and down go by sentences, left and right by parts of them, and by words
   * with the key that goes by words in any text. With Shift the end of the selection moves as far.
   */
  onArrow(event) {
    if (!(event.key in ARROWS) || event.metaKey || event.isComposing) return false;
    const byWords = IS_MAC ? event.altKey : event.ctrlKey;
    const isAcross = /Left|Right/.test(event.key);
    if ((event.ctrlKey || event.altKey) && !(byWords && isAcross)) return false;
    const unit = byWords ? "word" : isAcross ? "part" : "sentence";
    const step = this.#isTurned(event.key) ? -ARROWS[event.key] : ARROWS[event.key];
    if (event.shiftKey && this.range) this.#extend(unit, step);
    else this.#choose(unit, step);
    event.preventDefault();
    return true;
  }

  /** Selects from one place to another, in code points, and brings them into view. */
  select(start, end) {
    const first = this.reading.pointAt(start);
    const last = this.reading.pointAt(end);
    getSelection().setBaseAndExtent(first.node, first.offset, last.node, last.offset);
    this.bringIntoView(getSelection().getRangeAt(0));
  }

  /** Scrolls the text, and nothing else, to a range or an element of it. */
  bringIntoView(thing) {
    this.#scrollTo(thing);
    // How high a paragraph is that was never seen turns out when it is.
    requestAnimationFrame(() => this.#scrollTo(thing));
  }

  #scrollTo(thing) {
    const box = thing.getBoundingClientRect();
    if (!box.height) return;
    const frame = this.#root.getBoundingClientRect();
    const isSeen = box.top >= frame.top && box.bottom <= frame.bottom;
    if (!isSeen) this.#root.scrollTop += box.top - frame.top - frame.height / 4;
  }

  #units(range) {
    const { toUnit, offsetOf } = this.reading;
    const at = (container, offset) => toUnit(offsetOf(container, offset));
    return [at(range.startContainer, range.startOffset), at(range.endContainer, range.endOffset)];
  }

  #all(unit) {
    return (this.#listed[unit] ??= stretches(this.reading.text, unit, this.#root.lang));
  }

  /** Selects the sentence, part or word at the beginning of the selection; if that is what is selected, one further on. */
  #choose(unit, step) {
    const all = this.#all(unit);
    const [start, end] = this.range ? this.#units(this.range) : [0, 0];
    let index = all.findIndex((stretch) => stretch.end > start || (stretch.end === end && start === end));
    if (index < 0) index = all.length - 1;
    const isChosen = all[index]?.end === end && all[index].start >= start;
    const chosen = all[isChosen ? Math.min(Math.max(index + step, 0), all.length - 1) : index];
    if (chosen) this.select(this.reading.fromUnit(chosen.start), this.reading.fromUnit(chosen.end));
  }

  /** Moves the end of the selection that moves, as Shift and an arrow do in a text field, to where a stretch ends. */
  #extend(unit, step) {
    const { reading } = this;
    const { anchorNode, anchorOffset, focusNode, focusOffset } = getSelection();
    const fixed = reading.toUnit(reading.offsetOf(anchorNode, anchorOffset));
    const moving = reading.toUnit(reading.offsetOf(focusNode, focusOffset));
    const isForward = moving > fixed || (moving === fixed && step > 0);
    const edges = this.#all(unit).map((stretch) => (isForward ? stretch.end : stretch.start));
    const edge = step > 0 ? edges.find((at) => at > moving) : edges.findLast((at) => at < moving);
    // The last stretch stays: nothing selected would be nowhere.
    if (edge === undefined || (isForward ? edge <= fixed : edge >= fixed)) return;
    const end = reading.pointAt(reading.fromUnit(edge));
    getSelection().setBaseAndExtent(anchorNode, anchorOffset, end.node, end.offset);
    const at = document.createRange();
    at.setStart(end.node, end.offset);
    this.bringIntoView(at);
  }

  #isTurned(key) {
    return /Left|Right/.test(key) && getComputedStyle(this.#root).direction === "rtl";
  }
}

/** Makes a text one that is read and selected in by keyboard, and out of which no slip leads away. */
export function prepare(root) {
  // In a link that leads somewhere no selection can begin, and a slip would lose what is typed in the form.
  for (const link of root.querySelectorAll("a:not(.claim-ref)")) link.removeAttribute("href");
  for (const ref of root.querySelectorAll(".claim-ref")) ref.tabIndex = -1; // all are listed beside or below the text
  root.setAttribute("role", "textbox");
  root.setAttribute("aria-readonly", "true");
  root.setAttribute("aria-multiline", "true");
}

function enhance(root, tools, fields) {
  const selecting = new Selecting(root);
  const said = tools.querySelector("[role=status]");

  function use() {
    const { why, ...quote } = selecting.quoted;
    if (why) return say(why);
    for (const [name, words] of Object.entries(quote)) {
      fields[name].value = words;
      fields[name].dispatchEvent(new Event("input", { bubbles: true }));
    }
    say(`Put into the form: “${quote.quote}”`);
    fields.quote.focus();
  }

  function say(words) {
    said.textContent = words;
  }

  function onKey(event) {
    if (isPlainEnter(event)) {
      use();
      event.preventDefault();
    } else if (selecting.onArrow(event)) {
      say(selecting.quoted.quote ?? "");
    }
  }

  root.addEventListener("keydown", onKey);
  tools.querySelector("button").addEventListener("click", use);
  // A press must not take the selection away before it is read.
  tools.querySelector("button").addEventListener("mousedown", (event) => event.preventDefault());
  prepare(root);
  tools.hidden = false;
}

export function isPlainEnter(event) {
  const isHeld = event.ctrlKey || event.altKey || event.metaKey || event.shiftKey;
  return event.key === "Enter" && !isHeld && !event.isComposing;
}

const root = document.querySelector("[data-quotable]");
const tools = document.querySelector("[data-quoting]");
const form = document.querySelector("[name=quote]")?.form;
if (root && tools && form) {
  const { quote, prefix, suffix } = form.elements;
  enhance(root, tools, { quote, prefix, suffix });
}
