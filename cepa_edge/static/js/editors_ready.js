// A classic script, so that it listens before any module runs: ours stand behind the editor's import map, which a browser may
// ignore when a module went before it, and so behind the editor.
window.editorsReady = [];
document.addEventListener("prose-editor:ready", (event) => window.editorsReady.push(event));
