"""The body of a piece: editor HTML in, safe HTML out, always the same for the same input.

One allow-list serves the editor's toolbar and the sanitiser: `EXTENSIONS`. What the editor cannot make
is removed.
"""

import re
import unicodedata
from functools import cache

import lxml.html
import nh3
from django.core.exceptions import ValidationError
from django_prose_editor.config import allowlist_from_extensions, expand_extensions
from lxml.html import HtmlElement

EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Underline": True,
    "Strike": True,
    "Subscript": True,
    "Superscript": True,
    "Heading": {"levels": [2, 3, 4]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "HorizontalRule": True,
    "HardBreak": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto"]},
    # Present means "switch the browser's spelling checker off".
    "NoSpellCheck": False,
}
LINES = {"p", "h2", "h3", "h4"}
LISTS = {"ul", "ol"}
BLOCKS = {*LINES, *LISTS, "li", "blockquote", "hr"}
# What pasted text spells otherwise, and what the editor makes of it.
RENAMED = {"b": "strong", "i": "em", "del": "s", "strike": "s", "h1": "h2", "h5": "h4", "h6": "h4"}
# Blocks the editor does not have: their text stays, as paragraphs of its own.
DISSOLVED = {
    "div",
    "section",
    "article",
    "header",
    "footer",
    "main",
    "aside",
    "figure",
    "figcaption",
    "address",
    "pre",
    "table",
    "caption",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "td",
    "th",
    "dl",
    "dt",
    "dd",
    "details",
    "summary",
}
# What HTML folds into one space. A no-break space is none of it.
SPACES = re.compile("[ \t\n\r]+")
# Control characters and code points that are no characters: no text has them, and no XML parser takes them.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def clean_body(html: str) -> str:
    """Return `html` with only what the editor can make, in NFC, every line of text inside a block.

    Idempotent. Text is lost only where it is no text: inside script, style and their kin. Raises
    ValidationError for markup some two thousand levels deep.
    """
    html = unicodedata.normalize("NFC", _printable(html.replace("\r\n", "\n")))
    html = _printable(_sanitiser(pasted=True).clean(html))  # again: an entity may spell such a character
    for _ in range(4):  # markup nested against the rules can take the parser more than one reading to settle
        before, html = html, _sanitiser().clean(_in_blocks(html)).strip()
        if html == before:
            break
    return html


def clean_rendered(html: str) -> str:
    """Return a rendered body, as editions keep it: the body's allow-list and the marks of claims."""
    return _sanitiser(rendered=True).clean(html)


@cache
def _sanitiser(*, pasted: bool = False, rendered: bool = False) -> nh3.Cleaner:
    allowed = allowlist_from_extensions(expand_extensions(EXTENSIONS))
    tags = set(allowed["tags"])
    attributes = {tag: set(names) for tag, names in allowed["attributes"].items()}
    attributes["a"] = {"href", "title"}
    attributes["*"] = set()  # the library's own default lets some attributes stand on every element
    classes: dict[str, set[str]] = {}
    if pasted:
        tags |= RENAMED.keys() | DISSOLVED
    if rendered:
        tags |= {"mark", "span"}
        classes = {"mark": {"claim"}, "a": {"claim-ref"}}
        attributes["a"] |= {"aria-label", "data-number"}
        attributes |= {"mark": {"id", "data-claims"}, "span": {"id"}}
        attributes |= {block: attributes.get(block, set()) | {"id"} for block in BLOCKS}
    return nh3.Cleaner(
        tags=tags,
        attributes=attributes,
        allowed_classes=classes,
        url_schemes=allowed["url_schemes"],
        link_rel=None,
    )


def _printable(html: str) -> str:
    return UNPRINTABLE.sub("", html.replace("\f", " "))


def _in_blocks(html: str) -> str:
    """Put stray text into paragraphs and drop empty ones, as the editor would on the first edit.

    Otherwise the text, and every offset after it, would shift when a piece is first opened.
    """
    root = _tree(html)
    for element in list(root.iter(*RENAMED)):
        element.tag = RENAMED[element.tag]
    for line in list(root.iter(*LINES)):
        if next(line.iterdescendants(*BLOCKS, *DISSOLVED), None) is not None:
            line.tag = "div"
    for items in root.iter(*LISTS):
        _wrap_stray_text(items, "li", at_home={"li"})
    for item in list(root.iter("li")):
        _put_in_list(item)
    for holder in root.iter("div", "li", "blockquote", *DISSOLVED):
        _wrap_stray_text(holder, "p", at_home=BLOCKS | DISSOLVED)
    for block in list(root.iter(*LINES)):
        _fold_spaces(block)
        if not block.text_content().strip():
            block.drop_tree()
    for block in list(root.iterdescendants(*DISSOLVED)):
        block.drop_tag()
    return re.sub(r"^<div>|</div>$", "", lxml.html.tostring(root, encoding="unicode"))


def _tree(html: str) -> HtmlElement:
    """The sanitiser's own tree in a <div>.

    Read as XML, which the sanitiser's output is but for two habits: an HTML parser has rules of its own.
    """
    xml = re.sub(r"<(br|hr)>", r"<\1/>", html).replace("&nbsp;", "&#160;")
    parser = lxml.html.XHTMLParser(huge_tree=True, resolve_entities=False, no_network=True)
    try:
        return lxml.html.fromstring(f"<div>{xml}</div>", parser=parser)
    except lxml.etree.XMLSyntaxError as error:
        raise ValidationError("The text’s markup is nested too deeply to be read.") from error


def _put_in_list(item: HtmlElement) -> None:
    """An item outside a list gets one, or joins the one right before it."""
    if item.getparent().tag in LISTS:
        return
    items = item.getprevious()
    if items is None or items.tag not in LISTS or (items.tail or "").strip():
        items = lxml.html.Element("ul")
        item.addprevious(items)
    items.tail, item.tail = item.tail, None
    items.append(item)


def _wrap_stray_text(holder: HtmlElement, wrapper: str, at_home: set[str]) -> None:
    """Gather each run of text and of elements not `at_home` in `holder` into a `wrapper` of its own."""
    children = [*holder, None]
    run = _new_run(wrapper, holder.text)
    holder.text = None
    for child in children:
        if child is not None and child.tag not in at_home:
            run.append(child)
            continue
        if run.text_content().strip():
            holder.insert(len(holder) if child is None else holder.index(child), run)
        if child is not None:
            run = _new_run(wrapper, child.tail)
            child.tail = None


def _fold_spaces(line: HtmlElement) -> None:
    """Write white space as the editor reads it: one space between words, none at a line's edges.

    Otherwise whoever opens a piece and saves it would change lines they never touched, and clash over them.
    """
    is_after_space, last = True, None
    for event, element in lxml.etree.iterwalk(line, events=("start", "end")):
        if element is line and event == "end":
            break
        name = "text" if event == "start" else "tail"
        text = SPACES.sub(" ", getattr(element, name) or "")
        text = text.removeprefix(" ") if is_after_space else text
        if getattr(element, name):
            setattr(element, name, text)
        if text:
            is_after_space, last = text.endswith(" "), (element, name)
        elif element.tag == "br":
            is_after_space = True
    if last:
        setattr(*last, getattr(*last).rstrip(" "))
    for element in list(line.iterdescendants("strong", "em", "u", "s", "sub", "sup")):
        if not (element.text or len(element)):
            element.drop_tag()


def _new_run(wrapper: str, text: str | None) -> HtmlElement:
    run = lxml.html.Element(wrapper)
    run.text = text
    return run
