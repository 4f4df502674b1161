// Says every half minute that somebody has the piece open, and tells them who else has, and who saved it meanwhile.

const EVERY = 30_000;

function attend(line) {
  const form = document.getElementById("article_form");
  const newer = document.querySelector("[data-newer]");
  const token = form.elements.csrfmiddlewaretoken.value;
  const address = line.dataset.presence;

  function say(place, text) {
    if (place.textContent !== text) place.textContent = text;
  }

  function tell({ others, version, saved_by: savedBy }) {
    const startedFrom = Number(form.elements.started_from.value);
    say(line, others.join(" "));
    say(
      newer,
      version > startedFrom
        ? `${savedBy} saved version ${version}; you have version ${startedFrom} open. Go on and save: what only one of you changed is merged, and where you both changed the same, you will be asked.`
        : "",
    );
  }

  async function beat() {
    try {
      const answer = await fetch(address, { method: "POST", headers: { "X-CSRFToken": token } });
      if (answer.ok && !answer.redirected) tell(await answer.json());
      else say(newer, "You are no longer logged in. Log in again in another window before you save; this browser keeps a copy of what you type.");
    } catch {
      say(newer, "The server does not answer. This browser keeps a copy of what you type.");
    }
  }

  window.addEventListener("pagehide", () => {
    navigator.sendBeacon(address, new URLSearchParams({ csrfmiddlewaretoken: token, leave: "1" }));
  });
  window.addEventListener("pageshow", beat);
  setInterval(beat, EVERY);
}

const line = document.querySelector("[data-presence]");
if (line) attend(line);
