"""The feeds that follow a page, by their names in urls.py."""

FORMS = ("atom", "json")


def feed_of(page: str, form: str) -> str:
    """`feed_of("author", "json")`."""
    name = "feed" if form == "atom" else "json_feed"
    return name if page == "home" else f"{page}_{name}"
