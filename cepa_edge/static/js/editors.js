/** Call `told` with the event of every editor that is ready already, and of every one to come. */
export function onEditor(told) {
  for (const event of window.editorsReady) told(event);
  document.addEventListener("prose-editor:ready", told);
}
