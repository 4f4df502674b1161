"""The body as readers get it: every block with an address of its own. Pure."""

from articles.plaintext import Reading


def with_paragraph_ids(html: str, reading: Reading) -> str:
    """Give each block that holds text the id p-1, p-2, … in reading order."""
    pieces, done = [], 0
    for number, block in enumerate(reading.blocks, start=1):
        # The block's content begins right behind the tag that opens it.
        tag_end = block.html_start - 1
        if html[tag_end] != ">":
            continue
        pieces += [html[done:tag_end], f' id="p-{number}"']
        done = tag_end
    return "".join(pieces) + html[done:]
