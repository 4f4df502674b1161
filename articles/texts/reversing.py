"""English words that turn what is said into its opposite, and those that say which side of a number is meant.

What stands here is what an edit must not change and still be called minor. None of it is complete: who writes
can always say the opposite in other words.
"""

import re
from collections.abc import Iterator

# A line is one word in its forms, which say the same.
_NEGATIONS = """
not
no
never
none
nobody
nothing
neither
nor
nowhere
without
hardly
scarcely
barely
seldom
rarely
non
unless
except
against
false
unable
deny denies denied denying denial denials
refuse refuses refused refusing refusal refusals
refute refutes refuted refuting
reject rejects rejected rejecting
fail fails failed failing
lack lacks lacked lacking
oppose opposes opposed opposing
prevent prevents prevented preventing
forbid forbids forbade forbidden forbidding
"""
NEGATIONS = {word: forms.split()[0] for forms in _NEGATIONS.split("\n") for word in forms.split()}
"""Each negation with the word it is a form of."""

LOOKALIKES = frozenset(
    """accept backed backing backs bailed bails barley blacks composing defied defies defused
    defusing defying dental detected detecting early either ejected enable expect exposing falling
    falls fever filed files filing foiled foils genial hacked hacking hacks hailed hardy jailed
    jailing jails laced lashed leaked lever locked locking locks mailed mailing mails menial
    nailed nails nerve newer noting opposite packed packing packs possible present presented
    presenting presents prevailed prevails proposing racked racks rails reflected reflecting
    refuge reputed respected respecting reused reuses reusing sacked sacking sacks sailed sailing
    sails selected selecting sever slack sparsely supposing tacked tails usable""".split()  # noqa: SIM905
)
"""Words in their own right that are spelled much like a negation: in its place they correct nothing."""

_PREFIXED = re.compile(r"(?:un(?=.{3})|(?:dis|in|non|im(?=[bmp])|il(?=l)|ir(?=r))(?=.{4}))(?P<positive>.+)")
# Not the opposite of what is left without the first letters.
_NOT_PREFIXED = re.compile(
    r"(?:impact|implant|import(?!an)|impos(?!s)|impress|imprison|improv|incom(?!p)|indeed|inform(?!al)|inland"
    r"|inside|insight|install|instance|instead|insur|intend|intent|invent|invest|discharg|discount|discours"
    r"|discover|diseas|dismiss|display|dispos|unless|until)"
)

# What is said of the number behind it, by a sign, and the words that say so.
_BOUNDS = """
> more than, more then, greater than, higher than, larger than, over, above, exceeding
< fewer than, fewer then, less than, less then, lower than, smaller than, under, below
≥ at least, no fewer than, no less than, not less than
≤ at most, no more than, not more than, up to
≈ almost, nearly
"""
BOUNDS = {
    tuple(way.split()): bound
    for bound, ways in (line.split(" ", 1) for line in _BOUNDS.strip().split("\n"))
    for way in ways.split(", ")
}


def positives(word: str) -> Iterator[str]:
    """The words it may be the opposite of: “unsafe” of “safe”, “harmless” of “harmful”."""
    prefixed = _PREFIXED.fullmatch(word)
    if prefixed and not _NOT_PREFIXED.match(word):
        yield prefixed["positive"]
    if word.endswith("less"):
        yield word.removesuffix("less") + "ful"
