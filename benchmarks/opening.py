"""What many claims cost whoever opens the annotating desk in Chromium: a page with few and one with many.

    python -m benchmarks.opening [--words 20000] [--few 10] [--many 500] [--turns 15]

A site as a server runs it, on SQLite, and one Chromium; the pages are opened in turns in one run. `ready` is
when the script acts on keys, `painted` the frame after it, both from when the page was asked for. The rest is
what the main thread spends, in processor time, which other work on the machine disturbs least. Medians.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median
from typing import Any

from playwright.sync_api import CDPSession, Page, sync_playwright

from benchmarks.annotating import few_and_many
from tests.browser import chromium
from tests.browser.conftest import FLAGS, fill_in_login
from tests.browser.site import ROOT, Site, running

MAKE = """
from django.contrib.auth.models import User
from benchmarks.saving import _annotate, _piece
editor = User.objects.get(username="publisher")
for claims in ({few}, {many}):
    piece = _piece(editor, f"with-{{claims}}", {words})
    _annotate(piece, editor, claims)
    print("made", piece.pk)
"""
NOTE_WHEN_READY = """
  new MutationObserver(([{ target }], observer) => {
    if (!target.matches("[data-tools]")) return;
    observer.disconnect();
    const ready = performance.now();
    window.opened = new Promise((resolve) => requestAnimationFrame(() => setTimeout(() => {
      const [{ responseStart, responseEnd, domInteractive, transferSize }] =
        performance.getEntriesByType("navigation");
      const elements = document.getElementsByTagName("*").length;
      resolve({ responseStart, responseEnd, domInteractive, ready, painted: performance.now(),
                "transferred, kB": transferSize / 1000, elements });
    })));
  }).observe(document, { subtree: true, attributes: true, attributeFilter: ["hidden"] });
"""
SPENT = {
    "TaskDuration": "main thread, all",
    "ScriptDuration": "main thread, scripts",
    "RecalcStyleDuration": "main thread, style",
    "LayoutDuration": "main thread, layout",
}


def main() -> None:
    options = few_and_many(__doc__, turns=15)
    few, many = _measure(options.words, options.few, options.many, options.turns)
    print(f"A piece of {options.words:,} words, ms unless said otherwise, median of {options.turns}:")
    print(f"  {'':22} {options.few:>7,} {options.many:>7,} claims")
    for what in few:
        print(f"  {what:22} {few[what]:7.0f} {many[what]:7.0f}   {many[what] / max(few[what], 0.1):.2f}")


def _measure(words: int, few: int, many: int, turns: int) -> list[dict[str, float]]:
    with running() as site, _publisher(site) as page:
        site.environment["PYTHONPATH"] = str(ROOT)
        made = site.manage("shell", "--command", MAKE.format(few=few, many=many, words=words))
        pieces = [line.split()[1] for line in made.splitlines() if line.startswith("made")]
        devtools = page.context.new_cdp_session(page)
        devtools.send("Performance.enable", {"timeDomain": "threadTicks"})
        page.add_init_script(NOTE_WHEN_READY)
        opened: list[list[dict[str, float]]] = [[] for _ in pieces]
        for turn in range(turns + 1):
            for at in (0, 1) if turn % 2 else (1, 0):
                address = f"{site.url}/admin/claims/claim/annotate/{pieces[at]}/"
                opened[at].append(_opened(page, devtools, address))
    # The first turn fills the caches.
    return [{what: median(row[what] for row in rows[1:]) for what in rows[0]} for rows in opened]


def _opened(page: Page, devtools: CDPSession, address: str) -> dict[str, float]:
    page.goto("about:blank")
    before = _spent(devtools)
    page.goto(address, wait_until="load")
    told: dict[str, float] = page.evaluate("() => window.opened")
    after = _spent(devtools)
    return told | {what: (after[what] - before[what]) * 1000 for what in after}


def _spent(devtools: CDPSession) -> dict[str, float]:
    metrics: list[Any] = devtools.send("Performance.getMetrics")["metrics"]
    return {SPENT[one["name"]]: one["value"] for one in metrics if one["name"] in SPENT}


@contextmanager
def _publisher(site: Site) -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=FLAGS)
        page = browser.new_page(viewport={"width": 1440, "height": 900}, base_url=site.url)
        page.goto("/admin/login/")
        fill_in_login(page, "publisher", site.passwords["publisher"])
        yield page
        browser.close()


if __name__ == "__main__":
    main()
