// The list of the annotating desk: rows that are put in their place, counted, searched and gone through.

export const linkOf = (row) => row?.querySelector(".annotate-open");
export const rowOf = (number) => document.getElementById(`note-${number}`);
export const numberOf = (row) => row.id.slice("note-".length);
export const hasFlag = (row, flag) => row.dataset.flags.split(" ").includes(flag);

export class List {
  #desk;
  #text;

  constructor(desk, text) {
    this.#desk = desk;
    this.#text = text;
  }

  get #rows() {
    return [...this.#desk.querySelectorAll(".annotate-row")];
  }

  get first() {
    return this.#rows.find((row) => !row.hidden);
  }

  get chosen() {
    return this.#rows.find((row) => row.classList.contains("is-chosen"));
  }

  /** Puts a row where it belongs by its words, in the place of the one it had; it stays chosen, and keeps the keyboard. */
  put(row) {
    const number = numberOf(row);
    const { start } = row.dataset;
    const old = rowOf(number);
    const hadFocus = old?.contains(document.activeElement);
    const wasChosen = old?.classList.contains("is-chosen");
    const place = this.#desk.querySelector("start" in row.dataset ? "[data-placed]" : "[data-lost]");
    if (old && place?.contains(old) && old.dataset.start === start) old.replaceWith(row);
    else {
      old?.remove();
      const isBehind = (other) => Number(other.dataset.start ?? 0) > Number(start ?? 0);
      const behind = [...(place?.querySelectorAll(".annotate-row") ?? [])].find(isBehind);
      if (behind) behind.before(row);
      else place?.lastElementChild.append(row);
    }
    if (wasChosen) this.choose(number);
    if (hadFocus) linkOf(row).focus();
  }

  /** The counts of the filters, as long as the page has all claims, not those of a filter. */
  count() {
    const filters = this.#desk.querySelectorAll("[data-filter]");
    if (this.#desk.dataset.kept || !filters.length) return;
    for (const link of filters) {
      const flag = link.dataset.filter;
      const number = this.#rows.filter((row) => !flag || hasFlag(row, flag)).length;
      link.querySelector("span").textContent = number;
      link.parentElement.hidden = Boolean(flag) && !number;
    }
    this.#desk.querySelector("[data-lost-part]").hidden = !this.#desk.querySelector("[data-lost] .annotate-row");
    this.#desk.querySelector("[data-none]")?.remove();
  }

  /** Shows the rows with some words, or with this number; says how many they are. */
  search(words) {
    const wanted = words.trim().toLowerCase();
    this.#desk.querySelector("[data-placed]")?.parentElement.toggleAttribute("data-searched", Boolean(wanted));
    for (const row of this.#rows) {
      row.hidden = !`${linkOf(row).textContent} ${this.#wordsOf(row)}`.toLowerCase().includes(wanted);
    }
    const found = this.#rows.filter((row) => !row.hidden).length;
    return wanted ? `${found} of ${this.#rows.length} claims have these words.` : "";
  }

  /** The words of the text a row stands for, or those it lost. */
  #wordsOf({ dataset: { words, start, end } }) {
    return words ?? this.#text.wordsAt(Number(start), Number(end));
  }

  choose(number) {
    const before = this.chosen;
    before?.classList.remove("is-chosen");
    linkOf(before)?.removeAttribute("aria-current");
    rowOf(number)?.classList.add("is-chosen");
    linkOf(rowOf(number))?.setAttribute("aria-current", "true");
  }

  /** Scrolls the column of the list to the chosen row; where the whole page scrolls, nothing moves. */
  showChosen() {
    const column = this.chosen?.closest(".annotate-side");
    if (!column) return;
    const box = this.chosen.getBoundingClientRect();
    const frame = column.getBoundingClientRect();
    const isSeen = box.top >= frame.top && box.bottom <= frame.bottom;
    if (!isSeen) column.scrollTop += box.top - frame.top - frame.height / 4;
  }

  /** The next row or the one before: seen from a row, or from a place in the text. */
  next(by, { row, place }) {
    const rows = this.#rows.filter((one) => !one.hidden);
    let index = rows.indexOf(row ?? this.chosen) + by;
    if (!row && place) {
      const isBefore = (one) => Number(one.dataset.start ?? -1) < place.start;
      index = by > 0 ? rows.findIndex((one) => !isBefore(one)) : rows.findLastIndex(isBefore);
    }
    return rows[Math.min(Math.max(index, 0), rows.length - 1)];
  }
}
