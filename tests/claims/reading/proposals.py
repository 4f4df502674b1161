from claims.proposing import Proposal, propose


def of(text: str, quote: str = "") -> Proposal:
    """The proposal on a quote, by itself the whole text."""
    start = text.index(quote)
    return propose(text, start, start + len(quote or text))
