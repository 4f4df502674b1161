// Where the page has a margin, sets each note beside its words and brings the chosen one level with them.
// The style sheet decides whether there is a margin; this module says only how far down each note stands.
// Where there is none, the chosen note comes up from the foot of the screen, so that nobody loses their place.

const GAP = 12;

/** Tops in px, in order and never overlapping; the chosen note, if any, as near its wanted top as the room allows. */
export function stack(wanted, heights, chosen = -1) {
  const tops = [];
  const settle = (from, floor) => {
    for (let i = from; i < wanted.length; i += 1) {
      tops[i] = Math.max(wanted[i], floor);
      floor = tops[i] + heights[i] + GAP;
    }
  };
  settle(0, 0);
  if (chosen < 0) return tops;
  const above = heights.slice(0, chosen).reduce((sum, height) => sum + height + GAP, 0);
  tops[chosen] = Math.max(wanted[chosen], above);
  for (let i = chosen - 1; i >= 0; i -= 1) tops[i] = Math.min(tops[i], tops[i + 1] - heights[i] - GAP);
  settle(chosen + 1, tops[chosen] + heights[chosen] + GAP);
  return tops;
}

/** Claim number -> the mark its words begin with, in the order of the text. */
function firstMarks(text) {
  const marks = new Map();
  for (const mark of text.querySelectorAll("[data-claims]")) {
    for (const number of mark.dataset.claims.split(" ")) if (!marks.has(number)) marks.set(number, mark);
  }
  return marks;
}

/** Brings a note up over the text and takes it back; `onClose` hears which one went. */
function sheetOf(onClose) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "note-close";
  button.textContent = "Close";
  let shown = null;

  function close() {
    if (!shown) return;
    const note = shown;
    shown = null;
    button.remove();
    note.classList.remove("is-sheet");
    note.querySelector("details").open = false;
    onClose(note);
  }

  function open(note, ref) {
    shown = note;
    note.classList.add("is-sheet");
    note.querySelector(".note-text").before(button);
    const hidden = ref.getBoundingClientRect().bottom + 24 - note.getBoundingClientRect().top;
    if (hidden > 0) scrollBy(0, hidden);
  }

  const isOutside = (event) => shown && !shown.contains(event.target);
  button.addEventListener("click", close);
  document.addEventListener("click", (event) => { if (isOutside(event) && !event.target.closest(".claim-ref, .said")) close(); });
  document.addEventListener("focusin", (event) => { if (isOutside(event)) close(); });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
  return { open, close };
}

function enhance(text, list) {
  const marks = firstMarks(text);
  const byNumber = new Map([...list.children].map((note) => [note.dataset.note, note]));
  const notes = [...new Set([...marks.keys(), ...byNumber.keys()])].map((number) => byNumber.get(number)).filter(Boolean);
  const all = document.querySelector(".notes-filter [value=all]");
  let chosen = null;

  // Asked of the style alone: where there is no margin, nothing has to be laid out for the answer.
  const hasMargin = () => getComputedStyle(list.parentElement).gridColumnStart === "2";
  const refTo = (number) => text.querySelector(`.claim-ref[data-number="${number}"]`);

  function place() {
    if (!hasMargin()) return;
    const start = list.getBoundingClientRect().top;
    const shown = notes.filter((note) => note.offsetParent);
    const wanted = shown.map((note) => {
      const mark = marks.get(note.dataset.note);
      return mark ? mark.getClientRects()[0].top - start : 0;
    });
    const heights = shown.map((note) => note.getBoundingClientRect().height);
    let bottom = 0;
    stack(wanted, heights, shown.indexOf(chosen)).forEach((top, i) => {
      shown[i].style.setProperty("--drop", `${top - bottom}px`);
      bottom = top + heights[i];
    });
  }

  function light(number, on) {
    const note = byNumber.get(number);
    note.classList.toggle("is-chosen", on);
    // Below the text an opened note stays open: closing it would move the words under the reader.
    if (on || hasMargin()) note.querySelector("details").open = on;
    for (const mark of text.querySelectorAll(`[data-claims~="${number}"]`)) mark.classList.toggle("is-chosen", on);
    if (on) refTo(number)?.setAttribute("aria-current", "true");
    else refTo(number)?.removeAttribute("aria-current");
  }

  function choose(number) {
    if (!byNumber.has(number)) return;
    if (chosen) light(chosen.dataset.note, false);
    chosen = byNumber.get(number);
    if (all && !chosen.getClientRects().length) all.checked = true;
    light(number, true);
    // Notes travel when somebody chooses one, and at no other time: a resized window is not a choice.
    list.classList.add("is-moving");
    place();
  }

  function chooseFromAddress() {
    const [, number] = location.hash.match(/^#(?:note|claim)-(\d+)$/) ?? [];
    if (number) choose(number);
  }

  /** Chooses a claim and puts the keyboard where its link leads, without the page moving more than it must. */
  function follow(event, link, number, destination) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    history.replaceState(null, "", link.hash);
    choose(number);
    if (!hasMargin()) sheet.open(byNumber.get(number), link);
    destination?.focus({ preventScroll: !hasMargin() });
  }

  const sheet = sheetOf((note) => {
    const { note: number } = note.dataset;
    light(number, false);
    chosen = null;
    if (note.contains(document.activeElement) || document.activeElement === document.body) refTo(number)?.focus();
  });

  text.addEventListener("click", (event) => {
    const ref = event.target.closest(".claim-ref");
    if (ref) {
      const { number } = ref.dataset;
      const isOpen = byNumber.get(number)?.matches(".is-sheet");
      sheet.close();
      if (isOpen) event.preventDefault();
      else follow(event, ref, number, byNumber.get(number)?.querySelector(".note-number"));
      return;
    }
    const mark = event.target.closest("[data-claims]");
    if (!mark || event.target.closest("a") || !getSelection().isCollapsed) return;
    // Where claims overlap, one click after another goes through them.
    const numbers = mark.dataset.claims.split(" ");
    const number = numbers[(numbers.indexOf(chosen?.dataset.note) + 1) % numbers.length];
    sheet.close();
    choose(number);
    if (!hasMargin()) sheet.open(byNumber.get(number), refTo(number));
    event.stopPropagation();
  });

  list.addEventListener("click", (event) => {
    const link = event.target.closest("a.note-number");
    if (!link) return;
    if (link.closest(".is-sheet")) {
      event.preventDefault();
      sheet.close();
    }
    if (!hasMargin()) return;
    const { note } = link.closest("[data-note]").dataset;
    follow(event, link, note, refTo(note));
  });

  list.append(...notes);
  place();
  chooseFromAddress();
  list.classList.remove("is-moving");
  list.classList.add("is-placed");
  list.addEventListener("transitionend", () => list.classList.remove("is-moving"));
  const resized = new ResizeObserver(place);
  [text, ...notes].forEach((element) => resized.observe(element));
  addEventListener("hashchange", chooseFromAddress);
}

const text = document.querySelector("[data-noted]");
const list = document.querySelector("[data-notes]");
if (text && list) enhance(text, list);
