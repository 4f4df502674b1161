// While somebody types into a form of a piece, this browser keeps a copy of it. It is offered when the form is opened
// again unsaved, and goes only when the server says that it has the text: by a message of the class "kept-<copy>",
// with the name of the copy, a UUID, that the form sends along.

import { onEditor } from "./editors.js";

const PREFIX = "copy/";
const PAUSE = 1000;
const KEPT_FOR = 30 * 24 * 60 * 60 * 1000;

/** The fields of a form as [name, value, label]; the label is what a choice is called. */
export function fieldsOf(form) {
  return [...form.elements].flatMap((field) => {
    if (!field.name || field.name === "csrfmiddlewaretoken" || field.matches("button, [type=submit], [type=file]")) return [];
    if (field.matches("[type=checkbox], [type=radio]")) return field.checked ? [[field.name, field.value, ""]] : [];
    if (field.tagName !== "SELECT") return [[field.name, field.value, ""]];
    return [...field.selectedOptions].map((option) => [field.name, option.value, option.label]);
  });
}

/** Puts fields into a form, as `fieldsOf` gave them. Names the form does not have are passed over. */
export function fill(form, fields) {
  const byName = Map.groupBy ? Map.groupBy(fields, ([name]) => name) : grouped(fields);
  makeRows(form, byName);
  for (const field of form.elements) {
    if (!field.name || field.name === "csrfmiddlewaretoken") continue;
    const given = byName.get(field.name) ?? [];
    if (field.matches("[type=checkbox], [type=radio]")) field.checked = given.some(([, value]) => value === field.value);
    else if (field.tagName === "SELECT") choose(field, given);
    else if (given.length) field.value = given[0][1];
    // The boxes that complete what is typed listen to jQuery alone.
    if (field.tagName === "SELECT") window.django?.jQuery(field).trigger("change");
  }
}

function grouped(fields) {
  const byName = new Map();
  for (const field of fields) byName.set(field[0], [...(byName.get(field[0]) ?? []), field]);
  return byName;
}

function choose(field, given) {
  for (const option of field.options) option.selected = false;
  for (const [, value, label] of given) {
    let option = [...field.options].find((candidate) => candidate.value === value);
    if (!option) field.append((option = new Option(label, value)));
    option.selected = true;
  }
}

/** As many rows in each table of rows as were filled in: the admin's own link adds them. */
function makeRows(form, byName) {
  for (const [name, [[, count]]] of byName) {
    if (!name.endsWith("-TOTAL_FORMS")) continue;
    const prefix = name.slice(0, -"-TOTAL_FORMS".length);
    const there = form.elements[name];
    const more = form.querySelector(`#${CSS.escape(prefix)}-group .add-row a`);
    while (there && more && Number(there.value) < Number(count)) more.click();
    for (let row = Number(count); row < Number(there?.value ?? 0); row += 1) document.getElementById(`${prefix}-${row}`)?.remove();
  }
}

function copies() {
  const found = [];
  for (let i = 0; i < localStorage.length; i += 1) {
    const key = localStorage.key(i);
    if (!key.startsWith(PREFIX)) continue;
    try {
      found.push({ key, ...JSON.parse(localStorage.getItem(key)) });
    } catch {
      localStorage.removeItem(key);
    }
  }
  return found.sort((one, other) => other.at - one.at);
}

/** Drops what the server says it has, and what nobody came back for. */
function dropWhatIsNotNeeded() {
  const kept = [...document.querySelectorAll(".messagelist [class*='kept-']")].flatMap((message) => [...message.classList]);
  for (const { key, at } of copies()) {
    const isKept = kept.includes(`kept-${key.split("/").at(-1)}`);
    if (isKept || !(Date.now() - at < KEPT_FOR)) localStorage.removeItem(key);
  }
}

const { lang } = document.documentElement;
const time = (at) => new Date(at).toLocaleTimeString(lang, { timeStyle: "short" });
const day = (at) => new Date(at).toLocaleDateString(lang, { dateStyle: "long" });
const moment = (at) => (day(at) === day(Date.now()) ? time(at) : `${day(at)}, ${time(at)}`);

function keepCopiesOf(form, template) {
  const { whose, piece } = template.dataset;
  const folder = `${PREFIX}${whose}/${piece}/`;
  const own = () => folder + form.elements.copy.value;
  const version = () => Number(form.elements.started_from?.value ?? 0);
  const opened = version();
  const said = document.createElement("p");
  let editor = null;
  let timer = 0;
  let untouched = null;

  said.className = "desk-kept";
  said.setAttribute("role", "status");
  // Behind the buttons: in front of them its words would push a button from under the pointer.
  form.querySelector(".submit-row").append(said);

  function keep() {
    clearTimeout(timer);
    timer = 0;
    const fields = fieldsOf(form);
    const at = Date.now();
    try {
      if (JSON.stringify(fields) === untouched) {
        localStorage.removeItem(own());
        said.textContent = "";
        return;
      }
      localStorage.setItem(own(), JSON.stringify({ at, version: version(), fields }));
      said.textContent = `Not saved yet. This browser keeps a copy (${time(at)}).`;
    } catch {
      said.textContent = "Not saved yet. This browser cannot keep a copy.";
    }
  }

  function keepSoon() {
    clearTimeout(timer);
    timer = setTimeout(keep, PAUSE);
  }

  function putBack({ fields }) {
    fill(form, fields);
    const body = form.elements.body;
    if (editor) editor.commands.setContent(body.value);
    untouched = null;
    keep();
    (editor?.view.dom ?? form.elements.headline).focus();
  }

  function offer(copy) {
    const banner = template.content.firstElementChild.cloneNode(true);
    const isOlder = copy.version && copy.version !== opened;
    banner.querySelector("time").textContent = moment(copy.at);
    banner.querySelector("time").dateTime = new Date(copy.at).toISOString();
    banner.querySelector("[data-written-on]").textContent = copy.version;
    banner.querySelector("[data-by-now]").textContent = opened;
    banner.querySelector("[data-if-older]").hidden = !isOlder;
    banner.querySelector("[data-put-back]").addEventListener("click", () => {
      banner.remove();
      putBack(copy);
    });
    banner.querySelector("[data-discard]").addEventListener("click", () => {
      localStorage.removeItem(copy.key);
      banner.remove();
      said.textContent = "The copy is discarded.";
    });
    template.before(banner);
  }

  function begin() {
    const found = copies().filter(({ key }) => key.startsWith(folder));
    for (const copy of found.filter(({ key }) => key !== own())) offer(copy);
    if ("unsaved" in template.dataset) keep();
    else untouched = JSON.stringify(fieldsOf(form));
  }

  onEditor(({ detail }) => {
    if (form.contains(detail.textarea)) ({ editor } = detail);
  });
  form.addEventListener("input", keepSoon);
  form.addEventListener("change", keepSoon);
  window.addEventListener("load", () => window.django?.jQuery(form).on("change", keepSoon));
  for (const name of ["formset:added", "formset:removed"]) document.addEventListener(name, keepSoon);
  for (const name of ["pagehide", "submit"]) window.addEventListener(name, () => timer && keep());
  document.addEventListener("visibilitychange", () => timer && document.hidden && keep());
  begin();
}

try {
  dropWhatIsNotNeeded();
  const template = document.querySelector("template[data-local-copy]");
  if (template) keepCopiesOf(template.closest("form"), template);
} catch (refused) {
  // A browser may deny every access to its storage: then there is no copy, and the form works as ever.
  if (!(refused instanceof DOMException)) throw refused;
}
