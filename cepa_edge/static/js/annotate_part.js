// What comes back to the annotating desk: rows, marks, counts and sentences are put where they belong.

import { rowOf } from "./annotate_list.js";

export class Receiver {
  #desk;
  #text;
  #list;
  #panel;

  constructor(desk, { text, list, panel }) {
    this.#desk = desk;
    this.#text = text;
    this.#list = list;
    this.#panel = panel;
  }

  /** Takes an answer in; says whether its text is the one this page shows. */
  take(part) {
    const tally = part.querySelector("#annotate-tally");
    if (tally) this.#desk.querySelector("#annotate-tally").replaceChildren(...tally.childNodes);
    const isSameText = part.dataset.fingerprint === this.#desk.dataset.fingerprint;
    for (const row of part.querySelectorAll("[data-rows] > li")) this.#takeRow(row, isSameText);
    for (const { textContent: number } of part.querySelectorAll("[data-gone] > li")) {
      rowOf(number)?.remove();
      this.#text.hide(number);
    }
    if (part.dataset.closed) this.#closeKey(part.dataset.closed);
    this.#list.count();
    return isSameText;
  }

  /** Puts a row where it stands in the list, and its claim into the text. */
  #takeRow(row, isSameText) {
    this.#list.put(row);
    if (!isSameText) return;
    this.#text.show(row);
    const closed = row.dataset.covers?.split(" ").filter(Boolean) ?? [];
    this.#text.closeAt(closed);
    for (const at of closed) this.#dropSentence(this.#desk.querySelector(`[data-sentence="${at}"]`));
  }

  #closeKey(key) {
    this.#text.closeKey(key);
    const items = this.#desk.querySelectorAll(`[data-sentence][data-key="${CSS.escape(key)}"]`);
    for (const item of items) this.#dropSentence(item);
  }

  /** Takes a sentence off the list of open ones; the keyboard goes to the next. */
  #dropSentence(item) {
    if (!item) return;
    const next = item.nextElementSibling ?? item.previousElementSibling;
    if (item.contains(this.#panel.origin.element)) this.#panel.origin = { element: next?.querySelector("button") };
    if (item.contains(document.activeElement)) next?.querySelector("button")?.focus();
    item.remove();
  }
}
