"""Names on one line: "Leyen, Ursula" and "World Health Organization". Pure."""

from articles.bibliography.item import Name, tidy_name


def read_name(text: str) -> Name | None:
    """ "Family, Given" or "Family, Given, Suffix" is a person, anything else a literal.

    A comma at the end, which EndNote demands of organisations, makes a literal whatever stands inside.
    """
    trimmed = text.strip()
    family, comma, given = (part.strip() for part in trimmed.partition(","))
    if not comma or not family or trimmed.endswith(","):
        return tidy_name(Name(literal=trimmed.removesuffix(",")))
    given, _, suffix = (part.strip() for part in given.partition(","))
    return tidy_name(Name(family=family, given=given, suffix=suffix))


def read_creators(creators: str) -> list[Name]:
    """The names in a source's line of creators, which semicolons separate."""
    return [name for part in creators.split(";") if (name := read_name(part))]


def on_one_line(name: Name) -> str:
    """A name as a bibliography sorts it: "King, Martin Luther, Jr", or the literal."""
    parts = [name.get("family", ""), name.get("given", ""), name.get("suffix", "")]
    return name.get("literal") or ", ".join(part for part in parts if part)


def creators_of(names: list[Name]) -> str:
    return "; ".join(on_one_line(name).replace(";", ",") for name in names)
