// The text of the annotating desk: its marks, and the sentences that are still open. The server paints the page; what
// it answers later is painted here, by the same offsets (code points of the text).

import { numberOf } from "./annotate_list.js";
import { Selecting, prepare } from "./quoting.js";

/** The text nodes between two places that have words, each with the stretch of it that lies between. */
function stretchesBetween(root, first, last) {
  const range = document.createRange();
  range.setStart(first.node, first.offset);
  range.setEnd(last.node, last.offset);
  const nodes = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found = [];
  while (nodes.nextNode()) {
    const node = nodes.currentNode;
    if (!range.intersectsNode(node)) continue;
    const from = node === first.node ? first.offset : 0;
    const to = node === last.node ? last.offset : node.length;
    if (/\S/.test(node.data.slice(from, to))) found.push({ node, from, to });
  }
  return found;
}

export class Text {
  #root;

  constructor(root) {
    this.#root = root;
    this.selecting = new Selecting(root);
    prepare(root);
  }

  /** Puts a mark around a row's words, if none is there, and gives its marks the flags of their rows. */
  show(row) {
    const number = numberOf(row);
    const { start, end } = row.dataset;
    if (start && !this.#marksOf(number).length) this.#paint(number, Number(start), Number(end));
    for (const mark of this.#marksOf(number)) {
      const kept = ["is-open", "is-chosen"].filter((name) => mark.classList.contains(name));
      const worn = mark.dataset.claims.split(" ").flatMap(flagsOf);
      mark.className = ["claim", ...new Set([...kept, ...worn])].join(" ");
    }
  }

  /** The words between two places. */
  wordsAt(start, end) {
    const { text, toUnit } = this.selecting.reading;
    return text.slice(toUnit(start), toUnit(end));
  }

  /** Takes a claim's marks away. */
  hide(number) {
    for (const mark of this.#marksOf(number)) {
      const others = mark.dataset.claims.split(" ").filter((other) => other !== number);
      if (others.length || mark.dataset.open) mark.dataset.claims = others.join(" ");
      else mark.replaceWith(...mark.childNodes);
    }
    this.#root.querySelector(`.claim-ref[data-number="${number}"]`)?.remove();
    this.selecting.refresh();
  }

  #marksOf(number) {
    return [...this.#root.querySelectorAll(`[data-claims~="${number}"]`)];
  }

  #paint(number, start, end) {
    const { reading } = this.selecting;
    const marks = stretchesBetween(this.#root, reading.pointAt(start), reading.pointAt(end)).map(({ node, from, to }) => {
      const mark = document.createElement("mark");
      mark.dataset.claims = number;
      node.splitText(to);
      const words = node.splitText(from);
      words.replaceWith(mark);
      mark.append(words);
      return mark;
    });
    if (marks.length) {
      marks[0].id = `claim-${number}`;
      (marks.at(-1).closest("a") ?? marks.at(-1)).after(reference(number));
    }
    this.selecting.refresh();
  }

  /** Lights up a claim's words and scrolls the text to them. */
  choose(number) {
    for (const mark of this.#root.querySelectorAll(".is-chosen")) mark.classList.remove("is-chosen");
    const marks = this.#marksOf(number);
    for (const mark of marks) mark.classList.add("is-chosen");
    if (marks.length) this.selecting.bringIntoView(marks[0]);
  }

  /** The number of the claim the selection begins in, if it does. */
  get claimHere() {
    return this.#markHere("[data-claims]")?.dataset.claims.split(" ").at(-1);
  }

  /** The open sentence the selection begins in: { start, key, why, words }. */
  get openHere() {
    const mark = this.#markHere("[data-open]");
    return mark ? this.#sentence(mark.dataset.open) : null;
  }

  #markHere(selector) {
    const { range, reading, place } = this.selecting;
    if (!range) return null;
    // A selection may begin at the end of the node or the block before its first word.
    const selected = reading.text.slice(reading.toUnit(place.start), reading.toUnit(place.end));
    const first = place.start + selected.match(/^\s*/)[0].length;
    const { node } = reading.pointAt(Math.min(first + 1, Math.max(place.end, place.start)));
    return (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest(selector);
  }

  /** Selects the next open sentence behind the selection, or the first of all; returns it. */
  chooseNextOpen() {
    const starts = [...new Set([...this.#root.querySelectorAll("[data-open]")].map((mark) => mark.dataset.open))];
    const from = this.selecting.place?.end ?? 0;
    const next = starts.find((start) => Number(start) >= from) ?? starts[0];
    if (next === undefined) return null;
    const marks = this.#openMarks(next);
    const range = document.createRange();
    range.setStartBefore(marks[0]);
    range.setEndAfter(marks.at(-1));
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    this.selecting.bringIntoView(range);
    return this.#sentence(next);
  }

  #openMarks(start) {
    return [...this.#root.querySelectorAll(`[data-open="${start}"]`)];
  }

  #sentence(start) {
    const marks = this.#openMarks(start);
    const { key, why = "" } = marks.find((mark) => mark.dataset.key)?.dataset ?? {};
    return { start, key, why, words: marks.map((mark) => mark.textContent).join("") };
  }

  /** The sentences that begin here are open no more. */
  closeAt(starts) {
    for (const start of starts) this.#close(this.#openMarks(start));
  }

  closeKey(key) {
    const first = this.#root.querySelectorAll(`[data-open][data-key="${CSS.escape(key)}"]`);
    this.closeAt([...first].map((mark) => mark.dataset.open));
  }

  #close(marks) {
    for (const mark of marks) {
      mark.classList.remove("is-open");
      for (const name of ["open", "key", "why"]) delete mark.dataset[name];
      if (!mark.dataset.claims) mark.replaceWith(...mark.childNodes);
    }
    this.selecting.refresh();
  }

  /** Puts the keyboard into the text, at a place of it. */
  focusAt(place) {
    this.#root.focus({ preventScroll: true });
    if (place) this.selecting.select(place.start, place.end);
  }
}

function flagsOf(number) {
  const shown = document.querySelectorAll(`#note-${number} .annotate-flag`);
  return [...shown].flatMap(({ classList }) => [...classList].filter((name) => name.startsWith("is-")));
}

function reference(number) {
  const ref = document.createElement("a");
  ref.className = "claim-ref";
  ref.href = `?claim=${number}#claim-${number}`;
  ref.dataset.number = number;
  ref.tabIndex = -1;
  ref.setAttribute("aria-label", `Claim ${number}`);
  return ref;
}
