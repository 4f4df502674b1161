// A link to a paragraph or a claim leads there, as it does without this module, and is copied too.

const SHOWN_FOR = 3000;
const said = document.createElement("p");
said.className = "said";
said.setAttribute("role", "status");
document.body.append(said);
let timer;

// The page links to its longer paragraphs alone: templatetags/paragraphs.py says why.
for (const block of document.querySelectorAll("[data-noted] [id^='p-']")) {
  if (block.querySelector(".paragraph-link")) continue;
  const link = document.createElement("a");
  link.className = "paragraph-link";
  link.href = `#${block.id}`;
  link.ariaLabel = `Link to paragraph ${block.id.slice(2)}`;
  block.prepend(link);
}

document.addEventListener("click", async (event) => {
  const link = event.target.closest(".paragraph-link, .claim-link");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  try {
    await navigator.clipboard.writeText(link.href);
  } catch {
    return; // The browser refused: the address bar has the link all the same.
  }
  said.textContent = `${link.ariaLabel ?? link.textContent}: copied`;
  clearTimeout(timer);
  timer = setTimeout(() => { said.textContent = ""; }, SHOWN_FOR);
});
