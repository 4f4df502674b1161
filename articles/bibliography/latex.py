"""LaTeX as BibTeX files hold it, to plain text and back. Pure.

pylatexenc knows the accents and the symbols. Text goes out as UTF-8: only what LaTeX would act on is escaped.
"""

import re
from functools import cache
from typing import Any

from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

_ESCAPES = str.maketrans(
    {character: f"\\{character}" for character in "&%$#_"}
    | {
        "\\": r"{\textbackslash}",
        "{": r"{\textbraceleft}",
        "}": r"{\textbraceright}",
        "^": r"{\textasciicircum}",
        "~": r"{\textasciitilde}",
        "`": r"{\textasciigrave}",
        "\u00a0": "~",
    }
)
# Pairs that LaTeX would set as a dash or a quotation mark.
_LIGATURES = re.compile(r"-(?=-)|'(?=')")
# Symbols that pylatexenc leaves out or sets otherwise.
_SYMBOLS = {
    "textbraceleft": "{", "textbraceright": "}", "textasciicircum": "^", "textless": "<", "textgreater": ">",
    "pounds": "£", "euro": "€", "copyright": "©", "LaTeX": "LaTeX", "TeX": "TeX", "BibTeX": "BibTeX",
}  # fmt: skip
# A table's & means nothing in a title, and a $ is money unless mathematics stands between two of them.
_BARE_AMPERSAND = re.compile(r"(?<!\\)&")
_DOLLARS = re.compile(r"(?<!\\)(?P<mathematics>\$[^$]*[\\^_{][^$]*\$)|(?<!\\)\$")
_LINK = re.compile(r"\\href\s*\{[^{}]*\}|\\url(?=\s*\{)")
_PLAIN = re.compile(r"[^\\{}$&~`'!?-]*")
_MARKUP = re.compile(r"[{}]|\\[A-Za-z]+ ?|\\")


def escaped(text: str) -> str:
    return _LIGATURES.sub(lambda found: found.group() + "{}", text.translate(_ESCAPES))


def decoded(latex: str) -> str:
    r"""The text LaTeX would set: `G{\"o}del \& {\emph{Son}}` is "Gödel & Son"; unknown commands stay."""
    if _PLAIN.fullmatch(latex):
        return latex
    plain = _BARE_AMPERSAND.sub(r"\\&", _LINK.sub("", latex))
    plain = _DOLLARS.sub(lambda found: found["mathematics"] or r"\$", plain)
    try:
        return str(_decoder().latex_to_text(plain))
    except Exception:
        # pylatexenc trips over commands without what belongs to them, and over a thousand braces.
        return _MARKUP.sub("", latex)


@cache
def _decoder() -> LatexNodes2Text:
    known = get_default_latex_context_db()
    symbols = [MacroTextSpec(name, simplify_repl=sign) for name, sign in _SYMBOLS.items()]
    known.add_context_category("bibliography", prepend=True, macros=symbols)
    known.set_unknown_macro_spec(MacroTextSpec("", simplify_repl=_unknown))
    return LatexNodes2Text(latex_context=known, math_mode="text", keep_comments=True)


def _unknown(command: Any) -> str:
    """An unknown command before its argument only dresses it; one that stands alone may mean something."""
    end = command.pos + command.len
    return "" if command.parsing_state.s[end : end + 1] == "{" else f"\\{command.macroname} "
