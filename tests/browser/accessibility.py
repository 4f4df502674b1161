from collections.abc import Iterable
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WCAG_2_2_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OPTIONS = {
    "runOnly": {"type": "tag", "values": WCAG_2_2_AA},
    # To describe each element that passed takes as long as finding those that do not.
    "resultTypes": ["violations"],
    # To read sheets that import others, axe would put a <style> into the page, which our policy stops.
    "preload": False,
}
# Whoever turns a page dark sees the colours change; while they do, none has its contrast.
COLOURS_ARE_THERE = """() => Promise.allSettled(
  document.getAnimations().filter((one) => one instanceof CSSTransition).map((one) => one.finished))"""
STANDS_IN = "([target, place]) => document.querySelector(target).closest(place) !== null"


def faults(page: Page, *, excused: Iterable[tuple[str, str]] = ()) -> list[str]:
    """What axe finds against WCAG 2.2 AA on the page as it stands: rule, place, and what to do.

    `excused` are pairs of a rule and a selector: what breaks that rule inside such an element is passed over.
    """
    page.wait_for_load_state()  # whoever followed a link has waited for an answer, not for all of it
    page.evaluate(COLOURS_ARE_THERE)
    violations = Axe().run(page, options=OPTIONS).response["violations"]
    return [
        f"{violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in violations
        for node in violation["nodes"]
        if not _is_excused(page, violation["id"], node, excused)
    ]


def _is_excused(page: Page, rule: str, node: dict[str, Any], excused: Iterable[tuple[str, str]]) -> bool:
    places = [place for excused_rule, place in excused if excused_rule == rule]
    return any(page.evaluate(STANDS_IN, [node["target"][-1], place]) for place in places)
