"""Filling in the desk's forms as a browser would: what the page holds, with some fields changed."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.test import Client
from lxml import html as lxml_html
from lxml.html import HtmlElement

Fields = dict[str, list[str]]
BUTTONS = {"submit", "button", "reset", "image"}


def page_of(response: HttpResponse) -> HtmlElement:
    return lxml_html.fromstring(response.content.decode())


def fields_of(response: HttpResponse, form_id: str) -> Fields:
    """Every field of the page's form with this id, as a browser would send it, hidden ones included."""
    [form] = page_of(response).xpath("//form[@id=$id]", id=form_id)
    return {field.name: _sent(field) for field in form.inputs if field.name and _is_sent(field)}


def _is_sent(field: HtmlElement) -> bool:
    kind = field.get("type", "")
    is_off = kind in {"checkbox", "radio"} and not field.checked
    return kind not in BUTTONS and "disabled" not in field.attrib and not is_off


def _sent(field: HtmlElement) -> list[str]:
    if field.tag == "select" and field.multiple:
        return list(field.value)
    value = field.value or ""
    return [value.removeprefix("\n") if field.tag == "textarea" else value]


def submit(
    browser: Client, address: str, form_id: str = "article_form", *, also: Sequence[str] = (), **typed: Any
) -> HttpResponse:
    """Open a page, type into its form, and send it. `also` names checkboxes to tick."""
    fields = fields_of(browser.get(address), form_id)
    unknown = typed.keys() - fields.keys()
    assert not unknown, f"The form has no {unknown}, only {sorted(fields)}."
    return browser.post(address, fields | typed | {name: "on" for name in also})


def what_went_wrong(response: HttpResponse) -> str:
    """The form's errors as the desk reads them."""
    return " ".join(element.text_content() for element in page_of(response).find_class("errorlist"))
