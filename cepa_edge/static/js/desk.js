// The editor replaces its textarea with a text box of its own, which has no name: give it the label's.
document.addEventListener("prose-editor:ready", ({ target, detail }) => {
  const label = document.querySelector(`label[for="${target.id}"]`);
  if (!label) return;
  label.id ||= `${target.id}_label`;
  detail.editor.view.dom.setAttribute("aria-labelledby", label.id);
});
