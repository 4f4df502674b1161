// Where the page has a margin, sets each note beside its words and brings the chosen one level with them.
// The style sheet decides whether there is a margin; this module says only how far down each note stands.

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

function enhance(text, list) {
  const marks = firstMarks(text);
  const byNumber = new Map([...list.children].map((note) => [note.dataset.note, note]));
  const notes = [...new Set([...marks.keys(), ...byNumber.keys()])].map((number) => byNumber.get(number)).filter(Boolean);
  const all = document.querySelector(".notes-filter [value=all]");
  let chosen = null;

  const hasMargin = () => list.getBoundingClientRect().top < text.getBoundingClientRect().bottom;
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
    if (all && !chosen.offsetParent) all.checked = true;
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
    destination?.focus();
  }

  text.addEventListener("click", (event) => {
    if (!hasMargin()) return;
    const ref = event.target.closest(".claim-ref");
    if (ref) {
      const { number } = ref.dataset;
      follow(event, ref, number, byNumber.get(number)?.querySelector(".note-number"));
      return;
    }
    const mark = event.target.closest("[data-claims]");
    if (!mark || event.target.closest("a") || !getSelection().isCollapsed) return;
    // Where claims overlap, one click after another goes through them.
    const numbers = mark.dataset.claims.split(" ");
    choose(numbers[(numbers.indexOf(chosen?.dataset.note) + 1) % numbers.length]);
  });

  list.addEventListener("click", (event) => {
    const link = event.target.closest("a.note-number");
    if (!link || !hasMargin()) return;
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
