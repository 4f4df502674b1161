"""Building a newsroom from a file, through the same verbs an editor uses.

The file is TOML: people, authors, series, sources, and pieces with their claims, evidence, assessments
and the steps that follow (seeds/example/newsroom.toml has every part). `seed` turns the essay, which
has a format of its own, into the same shape.
"""

import json
import tomllib
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError

from articles import publishing, revising
from articles.history import keep
from articles.management.commands.sync_roles import sync_roles
from articles.minting import reproducible
from articles.models import Article, Author, Disclaimer, Promotion, Series
from claims import annotating, assessing
from claims.models import Claim, Source

Data = Mapping[str, Any]
BODY_LINES, BIO, DISCLAIMER, REPORT_KICKER, REPORT, EVENT, EVENT_TEXT = 20, 20, 21, 22, 23, 24, 25


def read(path: Path) -> Data:
    """The newsroom described in a TOML file."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def seed(folder: Path) -> Data:
    """The essay's newsroom: text and claims as given, with what seed_article.toml supplies around them."""
    ours = read(folder / "seed_article.toml")
    lines = (folder / "article.txt").read_text(encoding="utf-8").splitlines()
    given = json.loads((folder / "claims.json").read_text(encoding="utf-8"))
    series, author, disclaimer = (
        ours["series"]["slug"],
        ours["author"]["slug"],
        ours["disclaimer"]["slug"],
    )
    supplied = {name: value for name, value in ours["article"].items() if name != "note"}
    return {
        "name": ours["name"],
        "at": ours["at"],
        "example": ours["example"],
        "people": [
            {"username": "seed", "first_name": "Seed", "last_name": "loader", "role": "publisher"},
            {"username": "seed-reader", "first_name": "Seed", "last_name": "reader", "role": "checker"},
        ],
        "authors": [{**ours["author"], "bio": lines[BIO], "links": []}],
        "disclaimers": [{**ours["disclaimer"], "text": lines[DISCLAIMER]}],
        "series": [
            {
                "slug": series,
                "kicker": lines[REPORT_KICKER],
                "title": lines[REPORT],
                "description": "",
                "disclaimers": [disclaimer],
            }
        ],
        "promotions": [
            _promotion("report", series, kicker=lines[REPORT_KICKER], title=lines[REPORT]),
            _promotion("event", series, title=lines[EVENT], text=lines[EVENT_TEXT]),
        ],
        "sources": [],
        "pieces": [
            {
                **supplied,
                "series": series,
                "place": ours["series"]["place"],
                "bylines": [{"author": author, "role": "author"}],
                "disclaimers": [],
                "body": "".join(f"<p>{escape(line, quote=False)}</p>" for line in lines[:BODY_LINES]),
                "claims": _seed_claims(given, ours["claims"]),
                "steps": [{"do": "publish", "kind": "first", "note": ours["article"]["note"]}],
            }
        ],
    }


def _promotion(kind: str, series: str, *, title: str, kicker: str = "", text: str = "") -> Data:
    return {
        "kind": kind,
        "series": series,
        "kicker": kicker,
        "title": title,
        "text": text,
        "url": "",
    }


def _seed_claims(given: list[Data], ours: list[Data]) -> list[Data]:
    """Each given claim with what we supply for it; ValueError when the two do not go together."""
    if len(given) != len(ours):
        raise ValueError(f"There are {len(given)} claims, and {len(ours)} supplements to them.")
    merged: list[Data] = []
    for number, (claim, supplement) in enumerate(zip(given, ours, strict=True), start=1):
        details = dict(supplement)
        if not claim["quote"].startswith(details.pop("starts")):
            raise ValueError(f"The supplement to claim {number} belongs to other words: “{claim['quote']}”")
        note = f"Attributed to: {claim['attributed_to']}. {claim['note']}"
        merged.append(
            details | {"quote": claim["quote"], "modality": claim["modality"], "internal_note": note}
        )
    return merged


class Newsroom:
    """Everything of one file, put into the database by `build`."""

    def __init__(self, data: Data) -> None:
        self.data = data
        self.people: dict[str, User] = {}
        self.by_role: dict[str, User] = {}
        self.authors: dict[str, Author] = {}
        self.disclaimers: dict[str, Disclaimer] = {}
        self.series: dict[str, Series] = {}
        self.sources: dict[str, Source] = {}

    def build(self) -> None:
        """Write the newsroom. ValidationError names the claim whose words are missing or stand twice."""
        with reproducible(self.data["name"], self.data["at"]):
            self._hire()
            self._furnish()
            for piece in self.data["pieces"]:
                self._write(piece)

    def _hire(self) -> None:
        sync_roles()
        for person in self.data["people"]:
            names = {name: person[name] for name in ("username", "first_name", "last_name")}
            user = User(**names, password="!", date_joined=self.data["at"])
            user.save()
            user.groups.add(Group.objects.get(name=person["role"]))
            self.people[user.username] = self.by_role.setdefault(person["role"], user)
            self.people[user.username] = user

    def _who(self, role: str) -> User:
        return self.by_role.get(role, self.by_role["publisher"])

    def _keep(self, row: Any, **relations: Any) -> Any:
        keep(row, by=self._who("editor"), why="Supplied with the seeds", relations=relations)
        return row

    def _furnish(self) -> None:
        for row in self.data["authors"]:
            self.authors[row["slug"]] = self._keep(Author(**row))
        for row in self.data["disclaimers"]:
            self.disclaimers[row["slug"]] = self._keep(Disclaimer(name=row["name"], text=row["text"]))
        for row in self.data["series"]:
            fields = {name: value for name, value in row.items() if name != "disclaimers"}
            small_print = [self.disclaimers[slug] for slug in row["disclaimers"]]
            self.series[row["slug"]] = self._keep(Series(**fields), disclaimers=small_print)
        for row in self.data["promotions"]:
            self._keep(Promotion(**{**row, "series": self.series.get(row["series"])}))
        for row in self.data["sources"]:
            self.sources[row["key"]] = self._keep(_source(row))

    def _write(self, piece: Data) -> None:
        names = ("slug", "headline", "standfirst", "kind", "language", "place", "body", "tags")
        article = revising.start(
            by=self._who("editor"),
            why="Taken over from the seeds",
            series=self.series[piece["series"]],
            disclaimers=[self.disclaimers[slug] for slug in piece["disclaimers"]],
            bylines=[(self.authors[row["author"]], row["role"]) for row in piece["bylines"]],
            is_example=self.data["example"],
            **{name: piece[name] for name in names},
        )
        claims = [self._annotate(article, n, claim) for n, claim in enumerate(piece["claims"], start=1)]
        for stage, role in (("in_edit", "publisher"), ("in_check", "publisher"), ("ready", "checker")):
            article = revising.move(article, to=stage, by=self._who(role))
        for step in piece["steps"]:
            article = self._step(article, claims, step)

    def _annotate(self, article: Article, number: int, row: Data) -> Claim:
        attribution = {f"attribution_{name}": value for name, value in row["attribution"].items()}
        skipped = {"attribution", "evidence", "assessments"}
        details = {name: value for name, value in row.items() if name not in skipped}
        try:
            claim = annotating.add_claim(article, by=self._who("checker"), **details, **attribution)
        except ValidationError as error:
            raise ValidationError(f"Claim {number} of “{article}”: {' '.join(error.messages)}") from error
        for item in row.get("evidence", []):
            details = {**item, "is_public": item["public"]}
            source = self.sources[details.pop("source")]
            del details["public"]
            assessing.file_evidence(claim, source, by=self._who("checker"), **details)
        for assessment in row.get("assessments", []):
            self._assess(claim, assessment)
        return claim

    def _assess(self, claim: Claim, row: Data) -> None:
        details = dict(row)
        proposer, signer = self.people[details.pop("proposed_by")], details.pop("signed_by")
        proposal = assessing.propose(claim, by=proposer, **details)
        if signer:
            assessing.sign(proposal, by=self.people[signer])

    def _step(self, article: Article, claims: list[Claim], step: Data) -> Article:
        details = dict(step)
        match details.pop("do"):
            case "publish":
                publishing.publish(article, by=self._who("publisher"), **details)
            case "announce":
                publishing.announce(article, by=self._who("publisher"), **details)
            case "revise":
                article = self._revise(article, **details)
            case "remove":
                claim = claims[details.pop("claim") - 1]
                annotating.remove(claim, by=self._who("checker"), **details)
            case "assess":
                self._assess(claims[details.pop("claim") - 1], details)
            case unknown:
                raise ValueError(f"There is no step “{unknown}”.")
        return article

    def _revise(self, article: Article, *, why: str, replace: list[list[str]]) -> Article:
        body = Article.objects.get(pk=article.pk).body
        for old, new in replace:
            if body.count(old) != 1:
                raise ValueError(f"These words stand {body.count(old)} times in the body: {old}")
            body = body.replace(old, new)
        return revising.revise(article, by=self._who("editor"), why=why, body=body)


def _source(row: Data) -> Source:
    fields = {name: value for name, value in row.items() if name not in {"key", "primary"}}
    for name in ("archived_at", "accessed"):
        fields[name] = fields[name] or None
    return Source(**fields, is_primary=row["primary"])
