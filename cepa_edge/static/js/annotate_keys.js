// The keys of the annotating desk: single letters anywhere but in a field, and two in the open record.

const ACTS = { n: "mark", o: "open", x: "dismiss", c: "confirm", "?": "keys" };
const STEPS = { j: 1, k: -1 };

/** Single letters act while `box` is checked: `act` is told the name of what to do, `step` 1 or -1. */
export function listenForLetters(box, { act, step, search }) {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (document.querySelector("dialog[open]") || event.target.closest("input, textarea, select")) return;
    if (!box.checked) return;
    if (STEPS[event.key]) step(STEPS[event.key]);
    else if (event.key === "/" && search) search.focus();
    else if (ACTS[event.key]) act(ACTS[event.key]);
    else return;
    event.preventDefault();
  });
}

/** Escape leaves the open record, Ctrl and Enter send the form of it one is in. */
export function listenInRecord(panel, { leave }) {
  panel.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const form = event.target.closest("form");
    if (event.key === "Escape") leave();
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && form) form.requestSubmit();
    else return;
    event.preventDefault();
  });
}

/** A box that stays as this browser left it; checked at first. */
export function remember(box) {
  const name = `annotate ${box.name}`;
  box.checked = localStorage.getItem(name) !== "off";
  box.addEventListener("change", () => localStorage.setItem(name, box.checked ? "on" : "off"));
}
