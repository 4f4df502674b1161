import "./local_copy.js";
import "./presence.js";
import { onEditor } from "./editors.js";

// The editor replaces its textarea with a text box of its own, which has no name: give it the label's.
onEditor(({ target, detail }) => {
  const label = document.querySelector(`label[for="${target.id}"]`);
  if (!label) return;
  label.id ||= `${target.id}_label`;
  detail.editor.view.dom.setAttribute("aria-labelledby", label.id);
});

const BOXES = "[role=combobox], [role=textbox], [role=searchbox]";

// The admin's boxes that complete what is typed are named by what is chosen, which may be nothing: put their label first.
function nameBoxes() {
  for (const select of document.querySelectorAll("select.admin-autocomplete")) {
    const label = document.querySelector(`label[for="${select.id}"]`);
    if (!label) continue;
    label.id ||= `${select.id}_label`;
    for (const box of select.nextElementSibling?.querySelectorAll(BOXES) ?? []) {
      box.setAttribute("aria-labelledby", `${label.id} ${box.getAttribute("aria-labelledby") ?? ""}`.trim());
    }
  }
}

// The admin makes its boxes when jQuery is ready, and what is asked of jQuery later comes later.
window.addEventListener("load", () => window.django?.jQuery?.(nameBoxes));
