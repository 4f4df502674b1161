// The annotating desk. Every form and link here works without this module; it saves the way to a new page: it sends the
// form that would be sent, asks for what changed only, and puts that where it belongs. And it listens to keys.

import { Text } from "./annotate_text.js";
import { isPlainEnter } from "./quoting.js";

const desk = document.querySelector("[data-annotate]");
const root = desk?.querySelector("[data-quotable]");
if (root) enhance();

function enhance() {
  const text = new Text(root);
  const panel = document.getElementById("annotate-panel");
  const list = desk.querySelector("[data-claims-list]");
  const search = document.getElementById("annotate-q");
  const dismissal = document.getElementById("annotate-dismiss");
  const keys = document.getElementById("annotate-keys");
  const singleKeys = keys.querySelector("[name=single-keys]");
  const kept = new Map(); // claim number -> its record as it was left, not saved
  let origin = { place: null }; // where the open record was opened from: a place in the text, or an element
  let moment = desk.dataset.moment;
  let sending = Promise.resolve();

  const $ = (selector, within = desk) => within.querySelector(selector);
  const rowOf = (number) => document.getElementById(`note-${number}`);
  const linkOf = (row) => row && $(".annotate-open", row);
  const recordOpen = () => $("[data-record]", panel);
  const addressOf = (number) => `?${desk.dataset.kept && `${desk.dataset.kept}&`}claim=${number}#claim-${number}`;

  function say(words, isRefused = false) {
    const said = $("[data-said]");
    said.textContent = words;
    said.classList.toggle("is-refused", isRefused);
  }

  // To the server and back

  /** Fetches an address and puts the part it answers with in place; null if it did not answer with one. */
  async function ask(address, options, otherwise) {
    try {
      const response = await fetch(address, { ...options, headers: { "X-Part": "1", "X-Since": moment } });
      const answer = new DOMParser().parseFromString(await response.text(), "text/html");
      const part = answer.querySelector("[data-part]");
      if (!part) return otherwise();
      receive(part);
      return part;
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      say("The server cannot be reached. Nothing was saved, and nothing is lost: try again.", true);
      return null;
    }
  }

  /** Sends a form after those sent before it; the part that came back, or null. */
  function send(form, button) {
    const address = button?.getAttribute("formaction") ?? form.getAttribute("action");
    const body = new FormData(form, button);
    const record = form.closest("[data-record]");
    if (record) record.inert = true;
    // Not what this page expects: the login is over, or a right is gone. Then the browser shows what the server says.
    const plainly = () => {
      leaving = true;
      form.action = address;
      form.submit();
      return null;
    };
    sending = sending.then(() => ask(address, { method: "POST", body }, plainly));
    return sending.finally(() => {
      if (record) record.inert = false;
    });
  }

  function receive(part) {
    moment = part.dataset.moment;
    say($("[data-said]", part).textContent, "refused" in part.dataset);
    const tally = $("#annotate-tally", part);
    if (tally) $("#annotate-tally").replaceChildren(...tally.childNodes);
    const isSameText = part.dataset.fingerprint === desk.dataset.fingerprint;
    for (const row of part.querySelectorAll("[data-rows] > li")) take(row, isSameText);
    for (const { textContent: number } of part.querySelectorAll("[data-gone] > li")) {
      rowOf(number)?.remove();
      text.hide(number);
    }
    if (part.dataset.closed) closeKey(part.dataset.closed);
    if (!isSameText) say(`${$("[data-said]").textContent} The text was changed meanwhile: reload this page to see it.`, true);
    count();
  }

  /** Puts a row where it stands in the list, and its claim into the text. */
  function take(row, isSameText) {
    const { number, start, covers } = row.dataset;
    const old = rowOf(number);
    const hadFocus = old?.contains(document.activeElement);
    const place = $("start" in row.dataset ? "[data-placed]" : "[data-lost]");
    if (old?.parentElement === place && old.dataset.start === start) old.replaceWith(row);
    else {
      old?.remove();
      const isBehind = (other) => Number(other.dataset.start ?? 0) > Number(start ?? 0);
      place?.insertBefore(row, [...place.children].find(isBehind) ?? null);
    }
    if (hadFocus) linkOf(row).focus();
    if (!isSameText) return;
    text.show(row);
    const closed = covers ? covers.split(" ") : [];
    text.closeAt(closed);
    for (const at of closed) dropSentence($(`[data-sentence="${at}"]`));
  }

  function closeKey(key) {
    text.closeKey(key);
    for (const item of desk.querySelectorAll(`[data-sentence][data-key="${CSS.escape(key)}"]`)) dropSentence(item);
  }

  /** Takes a sentence off the list of open ones; the keyboard goes to the next. */
  function dropSentence(item) {
    if (!item) return;
    const next = item.nextElementSibling ?? item.previousElementSibling;
    if (item.contains(origin.element)) origin = { element: next && $("button", next) };
    if (item.contains(document.activeElement)) next?.querySelector("button")?.focus();
    item.remove();
  }

  /** The counts of the filters, as long as the page has all claims. */
  function count() {
    if (desk.dataset.kept || !list) return;
    const rows = [...list.querySelectorAll(".annotate-row")];
    for (const link of list.querySelectorAll("[data-filter]")) {
      const flag = link.dataset.filter;
      const number = rows.filter((row) => !flag || row.dataset.flags.split(" ").includes(flag)).length;
      $("span", link).textContent = number;
      link.parentElement.hidden = Boolean(flag) && !number;
    }
    $("[data-lost-part]").hidden = !$("[data-lost]").children.length;
    $("[data-none]")?.remove();
  }

  // The record of a claim

  /** Opens the record an answer has; one with words that are not saved is kept for when it is opened again. */
  function openRecord(part, from) {
    const record = $("[data-record]", part);
    if (!record) return;
    const { record: number } = record.dataset;
    const isRefused = "refused" in part.dataset;
    setAside();
    panel.replaceChildren((!isRefused && kept.get(number)) || record);
    if (isRefused) record.dataset.unsaved = "";
    kept.delete(number);
    if (from) origin = from;
    history.replaceState(null, "", addressOf(number));
    choose(number);
    ($("[data-form-of] [name=proposition]", panel) ?? $("h2", panel)).focus();
    panel.scrollIntoView({ block: "nearest" });
  }

  function setAside() {
    const record = recordOpen();
    if (record && "unsaved" in record.dataset) kept.set(record.dataset.record, record);
  }

  /** Closes the record and goes back to where it was opened from. */
  function leave() {
    const record = recordOpen();
    if (!record) return;
    setAside();
    const { record: number, unsaved } = record.dataset;
    panel.replaceChildren();
    history.replaceState(null, "", `${location.pathname}${desk.dataset.kept && `?${desk.dataset.kept}`}`);
    if (unsaved !== undefined) say(`Not saved: what you typed waits in claim ${number}.`);
    goBack();
  }

  function goBack() {
    if ("place" in origin) return text.focusAt(origin.place);
    const element = origin.number ? linkOf(rowOf(origin.number)) : origin.element;
    if (element?.isConnected) element.focus();
    else text.focusAt(text.selecting.place);
  }

  async function open(number, from) {
    const part = await ask(addressOf(number).split("#")[0], {}, () => location.assign(addressOf(number)));
    if (part) openRecord(part, from);
  }

  async function submit(form, button) {
    const number = form.dataset.formOf;
    // Before its sentence leaves the list, so that the keyboard can go to the next.
    if (form.closest("[data-sentence]")) origin = fromHere(form);
    const part = await send(form, button);
    if (!part) return;
    const isRefused = "refused" in part.dataset;
    if (number && !isRefused) {
      delete recordOpen()?.dataset.unsaved;
      leave();
      say($("[data-said]", part).textContent);
    } else openRecord(part);
    if (isRefused) return;
    if (form.id === "mark-form") {
      form.reset();
      form.closest("details").open = false;
    }
    if (form.closest("dialog")) {
      form.reset();
      form.closest("dialog").close();
    }
  }

  const fromHere = (element) => {
    const row = element.closest(".annotate-row");
    return row ? { number: row.dataset.number } : { element: $("button", element) ?? element };
  };

  // What can be done

  function mark() {
    const { why, ...quote } = text.selecting.quoted;
    if (why) return say(why, true);
    const form = document.getElementById("mark-form");
    if (!form) return;
    origin = { place: text.selecting.place };
    for (const [name, words] of Object.entries(quote)) form.elements[name].value = words;
    submit(form);
  }

  function nextOpen() {
    const sentence = text.chooseNextOpen();
    if (!sentence) return say("No sentence is open.");
    root.focus({ preventScroll: true });
    say(`Open. It has ${sentence.why}.`);
  }

  function dismiss() {
    const sentence = text.openHere;
    if (!sentence) return say("No open sentence is chosen. Choose the next one first.", true);
    origin = { place: text.selecting.place };
    dismissal.querySelector("[name=key]").value = sentence.key;
    dismissal.querySelector("[data-words]").textContent = sentence.words;
    dismissal.showModal();
    dismissal.querySelector("[name=reason]").focus();
  }

  /** The row the keyboard is at: in the list, in the panel, or at the claim the selection begins in. */
  function rowHere() {
    const focused = document.activeElement;
    const number = focused === root ? text.claimHere : recordOpen()?.dataset.record;
    return focused.closest(".annotate-row") ?? (number ? rowOf(number) : $(".annotate-row.is-chosen"));
  }

  async function confirm() {
    const row = rowHere();
    if (!row) return say("No claim is chosen. Choose one first.", true);
    const { number, flags } = row.dataset;
    const button = $("[formaction]", row);
    if (button) return submit(button.form, button);
    if (!flags.split(" ").includes("changed")) return say(`Claim ${number} is confirmed already.`);
    await open(number, document.activeElement === root ? { place: text.selecting.place } : { number });
    $("[data-accept]", panel)?.focus();
  }

  function choose(number) {
    for (const row of desk.querySelectorAll(".annotate-row.is-chosen")) {
      row.classList.remove("is-chosen");
      linkOf(row).removeAttribute("aria-current");
    }
    rowOf(number)?.classList.add("is-chosen");
    linkOf(rowOf(number))?.setAttribute("aria-current", "true");
    text.choose(number);
  }

  /** To the next claim or the one before: in the list, or seen from where the selection is in the text. */
  function step(by) {
    const rows = [...desk.querySelectorAll(".annotate-row:not([hidden])")];
    const here = document.activeElement.closest(".annotate-row");
    let index = rows.indexOf(here ?? $(".annotate-row.is-chosen")) + by;
    if (!here && document.activeElement === root && text.selecting.place) {
      const { start } = text.selecting.place;
      const isBefore = (row) => Number(row.dataset.start ?? -1) < start;
      index = by > 0 ? rows.findIndex((row) => !isBefore(row)) : rows.findLastIndex(isBefore);
    }
    const row = rows[Math.min(Math.max(index, 0), rows.length - 1)];
    if (row) linkOf(row).focus();
    else say("There is no claim to go to.");
  }

  function filter() {
    const wanted = search.value.trim().toLowerCase();
    const rows = [...list.querySelectorAll(".annotate-row")];
    for (const row of rows) {
      row.hidden = row.dataset.number !== wanted && !`${linkOf(row).textContent} ${row.dataset.words}`.toLowerCase().includes(wanted);
    }
    say(wanted ? `${rows.filter((row) => !row.hidden).length} of ${rows.length} claims have these words.` : "");
  }

  const ACTS = { mark, open: nextOpen, dismiss, confirm, keys: () => keys.showModal(), leave };
  const KEYS = { n: "mark", o: "open", x: "dismiss", c: "confirm", "?": "keys" };

  // What is listened to

  function onKey(event) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (document.querySelector("dialog[open]") || event.target.closest("input, textarea, select")) return;
    if (!singleKeys.checked) return;
    if (event.key === "j" || event.key === "k") step(event.key === "j" ? 1 : -1);
    else if (event.key === "/" && search) search.focus();
    else if (KEYS[event.key]) act(KEYS[event.key]);
    else return;
    event.preventDefault();
  }

  function act(name) {
    if (name === "leave" || name === "keys" || $(`[data-act="${name}"]`)) ACTS[name]();
  }

  function onPanelKey(event) {
    if (event.isComposing) return;
    const form = event.target.closest("form");
    if (event.key === "Escape") leave();
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && form) form.requestSubmit();
    else return;
    event.preventDefault();
  }

  root.addEventListener("keydown", (event) => {
    if (isPlainEnter(event)) {
      act("mark");
      event.preventDefault();
    } else if (text.selecting.onArrow(event)) say(text.selecting.quoted.quote ?? "");
  });
  panel.addEventListener("keydown", onPanelKey);
  document.addEventListener("keydown", onKey);
  panel.addEventListener("input", () => (recordOpen().dataset.unsaved = ""));

  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-send]") || event.submitter?.matches("[data-reload]")) return;
    event.preventDefault();
    if (event.target.id === "mark-form") origin = { place: null };
    submit(event.target, event.submitter);
  });
  document.addEventListener("click", (event) => {
    const { target } = event;
    const button = target.closest("[data-act]");
    if (button) {
      event.preventDefault();
      return act(button.dataset.act);
    }
    target.closest("[data-close]")?.closest("dialog").close();
    const link = target.closest(".annotate-open, .claim-ref");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (link.matches(".claim-ref")) open(link.dataset.number, { place: text.selecting.place });
    else open(link.closest(".annotate-row").dataset.number, fromHere(link));
  });
  // A press must not take the selection away before it is read.
  $("[data-tools]").addEventListener("mousedown", (event) => event.preventDefault());
  desk.addEventListener("focusin", ({ target }) => {
    const row = target.closest(".annotate-row");
    if (row) choose(row.dataset.number);
  });
  root.addEventListener("click", () => {
    if (getSelection().isCollapsed && text.claimHere) choose(text.claimHere);
  });
  search?.addEventListener("input", filter);
  search?.form.addEventListener("submit", (event) => {
    event.preventDefault();
    linkOf($(".annotate-row:not([hidden])"))?.focus();
  });
  dismissal.addEventListener("close", () => text.focusAt(origin.place));

  let leaving = false;
  addEventListener("beforeunload", (event) => {
    setAside();
    if (kept.size && !leaving) event.preventDefault();
  });

  for (const box of [singleKeys, $("[name=show-open]")]) {
    const name = `annotate ${box.name}`;
    box.checked = localStorage.getItem(name) !== "off";
    box.addEventListener("change", () => localStorage.setItem(name, box.checked ? "on" : "off"));
  }
  $("[data-tools]").hidden = false;
  for (const hidden of desk.querySelectorAll("[data-without-script]")) hidden.hidden = true;
  const opened = recordOpen()?.dataset.record;
  if (opened) choose(opened);
}
