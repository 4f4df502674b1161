// The annotating desk. Every form and link here works without this module; it saves the way to a new page: it sends the
// form that would be sent, asks for what changed only, and puts that where it belongs. And it listens to keys.

import { List, linkOf, rowOf } from "./annotate_list.js";
import { Server } from "./annotate_server.js";
import { Text } from "./annotate_text.js";
import { isPlainEnter } from "./quoting.js";

const desk = document.querySelector("[data-annotate]");
const root = desk?.querySelector("[data-quotable]");
if (root) enhance();

function enhance() {
  const text = new Text(root);
  const panel = document.getElementById("annotate-panel");
  const list = new List(desk, !desk.dataset.kept);
  const server = new Server(desk.dataset.moment, receive, say);
  const search = document.getElementById("annotate-q");
  const dismissal = document.getElementById("annotate-dismiss");
  const keys = document.getElementById("annotate-keys");
  const singleKeys = keys.querySelector("[name=single-keys]");
  const kept = new Map(); // claim number -> its record as it was left, not saved
  let origin = { place: null }; // where the open record was opened from: a place in the text, or an element

  const $ = (selector, within = desk) => within.querySelector(selector);
  const recordOpen = () => $("[data-record]", panel);
  const addressOf = (number) => `${desk.dataset.annotate}?${desk.dataset.kept && `${desk.dataset.kept}&`}claim=${number}#claim-${number}`;

  function say(words, isRefused = false) {
    const said = $("[data-said]");
    said.textContent = words;
    said.classList.toggle("is-refused", isRefused);
  }

  // What comes back

  function receive(part) {
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
    list.count();
  }

  /** Puts a row where it stands in the list, and its claim into the text. */
  function take(row, isSameText) {
    list.put(row);
    if (!isSameText) return;
    text.show(row);
    const closed = row.dataset.covers?.split(" ").filter(Boolean) ?? [];
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
    history.replaceState(null, "", `${desk.dataset.annotate}${desk.dataset.kept && `?${desk.dataset.kept}`}`);
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
    const part = await server.get(addressOf(number));
    if (part) openRecord(part, from);
  }

  async function submit(form, button) {
    const number = form.dataset.formOf;
    // Before its sentence leaves the list, so that the keyboard can go to the next.
    if (form.closest("[data-sentence]")) origin = fromHere(form);
    const part = await server.send(form, button);
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
    list.choose(number);
    text.choose(number);
  }

  /** To the next claim or the one before: in the list, or seen from where the selection is in the text. */
  function step(by) {
    const place = document.activeElement === root ? text.selecting.place : null;
    const row = list.next(by, { row: document.activeElement.closest(".annotate-row"), place });
    if (row) linkOf(row).focus();
    else say("There is no claim to go to.");
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
  search?.addEventListener("input", () => say(list.search(search.value)));
  search?.form.addEventListener("submit", (event) => {
    event.preventDefault();
    linkOf(list.first)?.focus();
  });
  dismissal.addEventListener("close", () => text.focusAt(origin.place));

  addEventListener("beforeunload", (event) => {
    setAside();
    if (kept.size && !server.isLeaving) event.preventDefault();
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
