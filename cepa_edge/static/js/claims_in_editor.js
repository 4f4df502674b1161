// In the editor of a piece: the words of its claims are underlined, and whoever edits them is told at once. All of it is
// decoration: nothing reaches the text that is saved.

import { onEditor } from "./editors.js";
import { read } from "./plaintext.js";

// Where this is says the import map. Spelled out where it is asked for, it would be taken for a file beside this one
// when static files are collected.
const EDITOR = "django-prose-editor/editor";
const SHOWN = 60;
const NAMED = 3;

/** Where each claim stands in the editor's document; one whose words do not stand there is left out. */
function located(view, claims) {
  const { text, toUnit, pointAt } = read(view.dom);
  const size = [...text].length;
  return claims.flatMap(({ number, start, end, words }) => {
    if (end > size || text.slice(toUnit(start), toUnit(end)) !== words) return [];
    // The place before a character and the place behind the last: what stands between is the claim.
    const [first, last] = [pointAt(start), pointAt(end)];
    const [from, to] = [view.posAtDOM(first.node, first.offset), view.posAtDOM(last.node, last.offset)];
    return [{ number, from, to, words: wordsIn(view.state.doc, from, to) }];
  });
}

const wordsIn = (doc, from, to) => doc.textBetween(from, to, "\n\n", "\n");

/** The claims after a change: carried along, and whether their words are still what they were. */
function carried(claims, change) {
  const whole = wordsIn(change.doc, 0, change.doc.content.size);
  return claims.map((claim) => {
    const from = change.mapping.map(claim.from, 1);
    const to = Math.max(from, change.mapping.map(claim.to, -1));
    // Words cut and pasted elsewhere are found again when the piece is saved.
    const isTouched = wordsIn(change.doc, from, to) !== claim.words && !whole.includes(claim.words);
    return { ...claim, from, to, isTouched };
  });
}

function told(claims) {
  const touched = claims.filter(({ isTouched }) => isTouched);
  if (!touched.length) return "";
  const named = touched.slice(0, NAMED).map(({ number, words }) => {
    const shown = words.length > SHOWN ? `${words.slice(0, SHOWN)}…` : words;
    return `claim ${number} (“${shown}”)`;
  });
  if (touched.length > NAMED) named.push(`and ${touched.length - NAMED} more`);
  return `You are changing the words of ${named.join(", ")}. Once saved, somebody has to look whether they still make the claim.`;
}

/** The way from claims to what the editor shows of them. */
const painter =
  ({ Decoration, DecorationSet }) =>
  (doc, claims) => {
    const standing = claims.filter(({ from, to }) => from < to);
    const marks = standing.map(({ number, from, to, isTouched }) =>
      Decoration.inline(from, to, {
        class: isTouched ? "desk-claim-words is-touched" : "desk-claim-words",
        title: `Claim ${number}`,
      }),
    );
    return DecorationSet.create(doc, marks);
  };

async function decorate(editor, claims) {
  // Asked for by now only: this module is there before the page says where the editor's own is.
  const { pm } = await import(EDITOR);
  const { view } = editor;
  const key = new pm.state.PluginKey("claims");
  const painted = painter(pm.view);
  const said = document.createElement("p");
  said.className = "desk-touched";
  said.setAttribute("role", "status");
  // The row of buttons stays in sight, wherever in the text somebody writes.
  (view.dom.closest("form").querySelector(".submit-row") ?? view.dom.parentElement).prepend(said);
  const beginning = located(view, claims);
  editor.registerPlugin(
    new pm.state.Plugin({
      key,
      state: {
        init: (_, { doc }) => ({ standing: beginning, marks: painted(doc, beginning) }),
        apply(change, before) {
          if (!change.docChanged) return before;
          const standing = carried(before.standing, change);
          return { standing, marks: painted(change.doc, standing) };
        },
      },
      props: { decorations: (state) => key.getState(state).marks },
      view: () => ({
        update({ state }) {
          const words = told(key.getState(state).standing);
          if (said.textContent !== words) said.textContent = words;
        },
      }),
    }),
  );
}

onEditor(({ target, detail }) => {
  const claims = JSON.parse(document.getElementById("claims-in-text")?.textContent ?? "[]");
  if (claims.length && target.closest(".field-body")) decorate(detail.editor, claims);
});
