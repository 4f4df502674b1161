// On the desk: words selected in a piece's text become a claim's quote, with what stands around them, in the form's
// fields. The fields are all that is sent: where the words stand, the server finds.

import { read } from "./plaintext.js";

const WIDTH = 32; // code points on either side, as many as the server keeps
const ARROWS = {
  ArrowUp: { unit: "sentence", step: -1, extend: ["backward", "line"] },
  ArrowDown: { unit: "sentence", step: 1, extend: ["forward", "line"] },
  ArrowLeft: { unit: "word", step: -1, extend: ["left", "character"] },
  ArrowRight: { unit: "word", step: 1, extend: ["right", "character"] },
};
// For browsers without Intl.Segmenter: a paragraph for a sentence, what stands between spaces for a word.
const PLAIN = { sentence: /[^\n]+/g, word: /\S+/g };
const graphemes = Intl.Segmenter && new Intl.Segmenter(undefined, { granularity: "grapheme" });

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
  const cluster = graphemes?.segment(text).containing(unit);
  if (!cluster || cluster.index === unit) return { start: unit, end: unit };
  return { start: cluster.index, end: cluster.index + cluster.segment.length };
}

/** The sentences or words of a text as { start, end } in units, without the spaces behind them. */
function stretches(text, unit, language) {
  const found = Intl.Segmenter
    ? [...new Intl.Segmenter(language || undefined, { granularity: unit }).segment(text)]
    : Array.from(text.matchAll(PLAIN[unit]), ({ 0: segment, index }) => ({ segment, index }));
  return found
    .filter(({ segment, isWordLike = true }) => isWordLike && segment.trim())
    .map(({ segment, index }) => ({ start: index, end: index + segment.trimEnd().length }));
}

function enhance(root, tools, fields) {
  const reading = read(root);
  const said = tools.querySelector("[role=status]");
  const known = {};
  const listed = (unit) => (known[unit] ??= stretches(reading.text, unit, root.lang));

  /** What is selected in the text, if anything is: a caret counts, a selection elsewhere does not. */
  function selected() {
    const selection = getSelection();
    const range = selection.rangeCount ? selection.getRangeAt(0) : null;
    return range?.intersectsNode(root) ? range : null;
  }

  function use() {
    const range = selected();
    if (getSelection().isCollapsed) return say("Nothing is selected. Select words of the text first.");
    if (!range) return say("What is selected stands outside the text.");
    const quote = quoteOf(reading, range);
    if (!quote) return say("There are no words in the selection.");
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

  /** Selects the sentence or word at the beginning of the selection; if that is what is selected, one further on. */
  function choose(unit, step) {
    const range = selected();
    const place = (container, offset) => reading.toUnit(reading.offsetOf(container, offset));
    const start = range ? place(range.startContainer, range.startOffset) : 0;
    const end = range ? place(range.endContainer, range.endOffset) : 0;
    const all = listed(unit);
    let index = all.findIndex((stretch) => stretch.end > start || (stretch.end === end && start === end));
    if (index < 0) index = all.length - 1;
    const isChosen = all[index]?.end === end && all[index].start >= start;
    const chosen = all[isChosen ? Math.min(Math.max(index + step, 0), all.length - 1) : index];
    if (chosen) select(chosen);
  }

  function select({ start, end }) {
    const first = reading.pointAt(reading.fromUnit(start));
    const last = reading.pointAt(reading.fromUnit(end));
    getSelection().setBaseAndExtent(first.node, first.offset, last.node, last.offset);
    bringIntoView(getSelection().getRangeAt(0));
  }

  function bringIntoView(range) {
    const box = range.getBoundingClientRect();
    const frame = root.getBoundingClientRect();
    if (box.top < frame.top || box.bottom > frame.bottom) root.scrollTop += box.top - frame.top - frame.height / 4;
  }

  /** Moves the selection's end as Shift and an arrow do in a text field; here few browsers do so unasked. */
  function extend([direction, unit], byWords) {
    getSelection().modify("extend", direction, byWords && unit === "character" ? "word" : unit);
  }

  function onKey(event) {
    if (event.metaKey || event.isComposing) return;
    const arrow = ARROWS[event.key];
    const byWords = event.ctrlKey || event.altKey;
    if (event.key === "Enter" && !byWords && !event.shiftKey) use();
    else if (arrow && event.shiftKey && selected()) extend(arrow.extend, byWords);
    else if (arrow && !byWords) choose(arrow.unit, isTurned(event.key) ? -arrow.step : arrow.step);
    else return;
    event.preventDefault();
    if (arrow && selected()) say(quoteOf(reading, selected())?.quote ?? "");
  }

  const isTurned = (key) => /Left|Right/.test(key) && getComputedStyle(root).direction === "rtl";

  root.addEventListener("keydown", onKey);
  // In a link that leads somewhere no selection can begin, and a slip would lose what is typed in the form.
  for (const link of root.querySelectorAll("a:not(.claim-ref)")) link.removeAttribute("href");
  for (const ref of root.querySelectorAll(".claim-ref")) ref.tabIndex = -1; // all are listed below the text
  tools.querySelector("button").addEventListener("click", use);
  // A press must not take the selection away before it is read.
  tools.querySelector("button").addEventListener("mousedown", (event) => event.preventDefault());
  root.setAttribute("role", "textbox");
  root.setAttribute("aria-readonly", "true");
  root.setAttribute("aria-multiline", "true");
  tools.hidden = false;
}

const root = document.querySelector("[data-quotable]");
const tools = document.querySelector("[data-quoting]");
const form = document.querySelector("[name=quote]")?.form;
if (root && tools && form) {
  const { quote, prefix, suffix } = form.elements;
  enhance(root, tools, { quote, prefix, suffix });
}
