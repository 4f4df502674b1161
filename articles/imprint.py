"""What the pages say of the publication, as plain values."""

from dataclasses import dataclass
from hashlib import sha256

from django.urls import reverse

from articles.models import PolicyKind


@dataclass(frozen=True, slots=True)
class ShownLogo:
    """`alt` is what the logo says; empty, it is a drawing and the name stands beside it."""

    digest: str
    width: int
    height: int
    alt: str

    @property
    def address(self) -> str:
        return reverse("articles:logo", args=[self.digest])

    @property
    def on_pages(self) -> tuple[int, int]:
        """How wide and how high it stands in the masthead: known beforehand, so that nothing moves."""
        return self._within(320, 48)

    @property
    def at_home(self) -> tuple[int, int]:
        return self._within(480, 80)

    def _within(self, width: int, height: int) -> tuple[int, int]:
        share = min(1, width / self.width, height / self.height)
        return max(1, round(self.width * share)), max(1, round(self.height * share))


@dataclass(frozen=True, slots=True)
class PolicyPage:
    kind: str
    title: str

    @property
    def address(self) -> str:
        return reverse("articles:policy", args=[self.kind])


@dataclass(frozen=True, slots=True)
class Imprint:
    """What any page may say of the publication. Plain values, which a cache can keep."""

    name: str
    description: str
    publisher: str = ""
    publisher_url: str = ""
    email: str = ""
    language: str = "en"
    accent: str = ""
    accent_dark: str = ""
    logo: ShownLogo | None = None
    policies: tuple[PolicyPage, ...] = ()  # those published

    @property
    def stylesheet(self) -> str:
        """The address of the sheet with its colours; empty where it has none of its own."""
        colours = [self.accent.removeprefix("#"), self.accent_dark.removeprefix("#")]
        return reverse("articles:colours", args=colours) if all(colours) else ""

    @property
    def pages(self) -> list[PolicyPage]:
        """The pages readers are offered, in order. The scale is explained even where nobody wrote a word."""
        written = {page.kind: page for page in self.policies}
        unwritten = PolicyPage(PolicyKind.ANNOTATION, str(PolicyKind.ANNOTATION.label))
        written.setdefault(unwritten.kind, unwritten)
        return [written[kind] for kind in PolicyKind.values if kind in written]

    @property
    def digest(self) -> str:
        """Changes with anything a page may say of it."""
        return sha256(repr(self).encode()).hexdigest()[:16]
