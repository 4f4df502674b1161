// The panel of the annotating desk: the record of the claim that is open, where it was opened from, and what was typed
// into the records that were left without saving.

import { linkOf, rowOf } from "./annotate_list.js";

export class Panel {
  /** Where the open record was opened from: { place } in the text, { number } of a row, or { element }. */
  origin = { place: null };

  #panel;
  #desk;
  #text;
  #kept = new Map(); // claim number -> its record as it was left, not saved

  constructor(panel, desk, text) {
    this.#panel = panel;
    this.#desk = desk;
    this.#text = text;
    panel.addEventListener("input", () => (this.record.dataset.unsaved = ""));
  }

  get record() {
    return this.#panel.querySelector("[data-record]");
  }

  get number() {
    return this.record?.dataset.record;
  }

  get hasUnsaved() {
    return this.#kept.size > 0 || "unsaved" in (this.record?.dataset ?? {});
  }

  /** The address of the desk with a claim open, or with none. */
  addressOf(number) {
    const { annotate, kept } = this.#desk.dataset;
    const query = [kept, number && `claim=${number}`].filter(Boolean).join("&");
    return `${annotate}${query && `?${query}`}${number ? `#claim-${number}` : ""}`;
  }

  /** Opens the record an answer has, if it has one; one with words that are not saved is shown as it was left. */
  open(part, from) {
    const record = part.querySelector("[data-record]");
    if (!record) return false;
    const { record: number } = record.dataset;
    const isRefused = "refused" in part.dataset;
    this.#setAside();
    this.#panel.replaceChildren((!isRefused && this.#kept.get(number)) || record);
    if (isRefused) record.dataset.unsaved = "";
    this.#kept.delete(number);
    if (from) this.origin = from;
    history.replaceState(null, "", this.addressOf(number));
    return true;
  }

  /** Puts the keyboard into the record. */
  enter() {
    const first = this.#panel.querySelector("[data-form-of] [name=proposition]") ?? this.#panel.querySelector("h2");
    first.focus();
    this.#panel.scrollIntoView({ block: "nearest" });
  }

  /** What was typed is on the server now. */
  saved() {
    delete this.record?.dataset.unsaved;
  }

  /** Closes the record and goes back to where it was opened from; the number of a claim whose words wait, or null. */
  leave() {
    if (!this.record) return null;
    this.#setAside();
    const { record: number, unsaved } = this.record.dataset;
    this.#panel.replaceChildren();
    history.replaceState(null, "", this.addressOf(null));
    this.#goBack();
    return unsaved === undefined ? null : number;
  }

  #setAside() {
    const { record } = this;
    if (record && "unsaved" in record.dataset) this.#kept.set(record.dataset.record, record);
  }

  #goBack() {
    if ("place" in this.origin) return this.#text.focusAt(this.origin.place);
    const element = this.origin.number ? linkOf(rowOf(this.origin.number)) : this.origin.element;
    if (element?.isConnected) element.focus();
    else this.#text.focusAt(this.#text.selecting.place);
  }
}
