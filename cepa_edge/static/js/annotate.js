// The annotating desk. Every form and link here works without this module; it saves the way to a new page: it sends the
// form that would be sent, asks for what changed only, and puts that where it belongs. And it listens to keys.

import { listenForLetters, listenInRecord, remember } from "./annotate_keys.js";
import { List, hasFlag, linkOf, numberOf, rowOf } from "./annotate_list.js";
import { Panel } from "./annotate_panel.js";
import { Receiver } from "./annotate_part.js";
import { Server } from "./annotate_server.js";
import { Text } from "./annotate_text.js";
import { isPlainEnter } from "./quoting.js";

const desk = document.querySelector("[data-annotate]");
const root = desk?.querySelector("[data-quotable]");
if (root) enhance();

function enhance() {
  const text = new Text(root);
  const side = document.getElementById("annotate-panel");
  const panel = new Panel(side, desk, text);
  const list = new List(desk, text);
  const receiver = new Receiver(desk, { text, list, panel });
  const server = new Server(desk.dataset.moment, receive, say);
  const search = document.getElementById("annotate-q");
  const dismissal = document.getElementById("annotate-dismiss");
  const keys = document.getElementById("annotate-keys");
  const singleKeys = keys.querySelector("[name=single-keys]");
  const $ = (selector, within = desk) => within.querySelector(selector);
  function say(words, isRefused = false) {
    const said = $("[data-said]");
    said.textContent = words;
    said.classList.toggle("is-refused", isRefused);
  }

  // What comes back

  function receive(part) {
    const said = $("[data-said]", part).textContent;
    const changed = receiver.take(part) ? "" : " The text was changed meanwhile: reload this page to see it.";
    say(`${said}${changed}`, Boolean(changed) || "refused" in part.dataset);
  }

  // The record of a claim

  function openRecord(part, from) {
    if (!panel.open(part, from)) return;
    choose(panel.number);
    panel.enter();
  }

  function leave() {
    const waiting = panel.leave();
    list.showChosen();
    if (waiting) say(`Not saved: what you typed waits in claim ${waiting}.`);
  }

  async function open(number, from) {
    const part = await server.get(panel.addressOf(number));
    if (part) openRecord(part, from);
  }

  async function submit(form, button) {
    const number = form.dataset.formOf;
    // Before its sentence leaves the list, so that the keyboard can go to the next.
    if (form.closest("[data-sentence]")) panel.origin = fromHere(form);
    const part = await server.send(form, button);
    if (!part) return;
    const isRefused = "refused" in part.dataset;
    if (number && !isRefused) {
      panel.saved();
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
    return row ? { number: numberOf(row) } : { element: $("button", element) ?? element };
  };

  // What can be done

  function mark() {
    const { why, ...quote } = text.selecting.quoted;
    if (why) return say(why, true);
    const form = document.getElementById("mark-form");
    if (!form) return;
    panel.origin = { place: text.selecting.place };
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
    panel.origin = { place: text.selecting.place };
    dismissal.querySelector("[name=key]").value = sentence.key;
    dismissal.querySelector("[data-words]").textContent = sentence.words;
    dismissal.showModal();
    dismissal.querySelector("[name=reason]").focus();
  }

  /** The row the keyboard is at: in the list, in the panel, or at the claim the selection begins in. */
  function rowHere() {
    const focused = document.activeElement;
    const number = focused === root ? text.claimHere : panel.number;
    return focused.closest(".annotate-row") ?? (number ? rowOf(number) : $(".annotate-row.is-chosen"));
  }

  async function confirm() {
    const row = rowHere();
    if (!row) return say("No claim is chosen. Choose one first.", true);
    const number = numberOf(row);
    const button = $("[formaction]", row);
    if (button) return submit(button.form, button);
    if (!hasFlag(row, "changed")) return say(`Claim ${number} is confirmed already.`);
    await open(number, document.activeElement === root ? { place: text.selecting.place } : { number });
    $("[data-accept]", side)?.focus();
  }

  function choose(number) {
    list.choose(number);
    text.choose(number);
    // What is being typed must not scroll away.
    if (!panel.record) list.showChosen();
  }

  /** To the next claim or the one before: in the list, or seen from where the selection is in the text. */
  function step(by) {
    const place = document.activeElement === root ? text.selecting.place : null;
    const row = list.next(by, { row: document.activeElement.closest(".annotate-row"), place });
    if (row) linkOf(row).focus();
    else say("There is no claim to go to.");
  }

  const ACTS = { mark, open: nextOpen, dismiss, confirm, keys: () => keys.showModal(), leave };

  // What is listened to

  function act(name) {
    if (name === "leave" || name === "keys" || $(`[data-act="${name}"]`)) ACTS[name]();
  }

  root.addEventListener("keydown", (event) => {
    if (isPlainEnter(event)) {
      act("mark");
      event.preventDefault();
    } else if (text.selecting.onArrow(event)) say(text.selecting.quoted.quote ?? "");
  });
  listenInRecord(side, { leave });
  listenForLetters(singleKeys, { act, step, search });

  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-send]") || event.submitter?.matches("[data-reload]")) return;
    event.preventDefault();
    if (event.target.id === "mark-form") panel.origin = { place: null };
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
    else open(numberOf(link.closest(".annotate-row")), fromHere(link));
  });
  // A press must not take the selection away before it is read.
  $("[data-tools]").addEventListener("mousedown", (event) => event.preventDefault());
  desk.addEventListener("focusin", ({ target }) => {
    const row = target.closest(".annotate-row");
    if (row) choose(numberOf(row));
  });
  root.addEventListener("click", () => {
    if (getSelection().isCollapsed && text.claimHere) choose(text.claimHere);
  });
  search?.addEventListener("input", () => say(list.search(search.value)));
  search?.form.addEventListener("submit", (event) => {
    event.preventDefault();
    linkOf(list.first)?.focus();
  });
  dismissal.addEventListener("close", () => text.focusAt(panel.origin.place));

  addEventListener("beforeunload", (event) => {
    if (panel.hasUnsaved && !server.isLeaving) event.preventDefault();
  });

  for (const box of [singleKeys, $("[name=show-open]")]) remember(box);
  $("[data-tools]").hidden = false;
  for (const hidden of desk.querySelectorAll("[data-without-script]")) hidden.hidden = true;
  const opened = panel.number;
  if (opened) choose(opened);
}
