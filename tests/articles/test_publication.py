"""The publication: settled once, told everywhere, asked of the database next to never."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from articles.imprint import Imprint
from articles.models import Logo, Policy, Publication
from articles.publication import current, forget, policy_urls, publisher_ld, settle, stored, write_policy
from articles.refusals import NotAllowed
from tests.articles.another_journal import FACTS, NAME, a_picture, a_policy, named

Committing = Callable[..., AbstractContextManager[Any]]


def test_a_publication_nobody_named_is_called_what_the_settings_say(db: None, settings: Any) -> None:
    settings.SITE_NAME = "Untitled"
    assert stored().name == "Untitled"


def test_the_publisher_names_it(publisher: User) -> None:
    named(publisher)
    assert {name: getattr(current(), name) for name in FACTS} == FACTS


@pytest.mark.parametrize("role", ["contributor", "editor", "checker"])
def test_nobody_else_does(role: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(NotAllowed):
        settle(by=request.getfixturevalue(role), name="Mine")
    assert not Publication.objects.exists()


def test_what_is_not_told_stays_as_it_was(publisher: User) -> None:
    named(publisher)
    settle(by=publisher, description="Rivers.")
    assert Publication.objects.get().name == NAME


def test_each_change_is_one_row_of_history(publisher: User) -> None:
    named(publisher)
    settle(by=publisher, why="Shorter", name="Tidewater")
    row = Publication.objects.get().history.first()
    assert (row.changed, row.history_change_reason, row.history_user) == (["name"], "Shorter", publisher)


def test_unchanged_settings_write_nothing(publisher: User) -> None:
    publication = named(publisher, picture=a_picture())
    settle(by=publisher, picture=a_picture(), **FACTS)
    assert publication.history.count() == 1


def test_there_is_one_publication(publisher: User) -> None:
    named(publisher)
    with pytest.raises(IntegrityError), transaction.atomic():
        Publication.objects.create(id=2, name="Another")


def test_colours_are_spelled_in_small_letters(publisher: User) -> None:
    assert named(publisher, accent="#8A1538").accent == "#8a1538"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"publisher_url": "javascript:alert(1)"}, "publisher_url"),
        ({"email": "nobody"}, "email"),
        ({"language": "English, mostly"}, "language"),
        ({"accent": "#ff9999"}, "accent"),
        ({"accent_dark": "#333333"}, "accent_dark"),
        ({"accent": "url(https://elsewhere.example)"}, "accent"),
        ({"accent": ""}, "__all__"),
        ({"picture": b"<svg/>"}, "picture"),
    ],
    ids=str,
)
def test_what_cannot_be_meant_is_refused_and_nothing_written(
    changes: dict[str, Any], field: str, publisher: User
) -> None:
    with pytest.raises(ValidationError) as refused:
        named(publisher, **changes)
    assert list(refused.value.error_dict) == [field]
    assert not Publication.objects.exists()


def test_a_refused_setting_keeps_no_logo(publisher: User) -> None:
    with pytest.raises(ValidationError):
        named(publisher, picture=a_picture(), name="")
    assert not Logo.objects.exists()


def test_a_logo_taken_down_can_still_be_asked_for(publisher: User) -> None:
    named(publisher, picture=a_picture())
    settle(by=publisher, logo=None)
    forget()
    assert current().logo is None
    assert Logo.objects.count() == 1


# What the pages ask


def test_it_is_asked_of_the_database_once(
    publisher: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    named(publisher, picture=a_picture())
    with django_assert_num_queries(2):
        assert current() == current()


def test_a_cached_publication_takes_no_query(
    django_assert_num_queries: DjangoAssertNumQueries, db: None
) -> None:
    with django_assert_num_queries(0):
        assert current().name


def test_pages_know_of_a_change_once_it_is_committed(
    publisher: User, django_capture_on_commit_callbacks: Committing
) -> None:
    current()
    with django_capture_on_commit_callbacks(execute=True):
        settle(by=publisher, **FACTS)
    assert current().name == NAME


def test_pages_know_of_a_policy_once_it_is_committed(
    publisher: User, django_capture_on_commit_callbacks: Committing
) -> None:
    current()
    with django_capture_on_commit_callbacks(execute=True):
        write_policy(
            Policy(kind="ethics", title="Ethics", body="<p>Be fair.</p>", is_published=True), by=publisher
        )
    assert [page.title for page in current().policies] == ["Ethics"]


def test_a_change_that_changes_nothing_lets_nothing_go(
    publisher: User, django_capture_on_commit_callbacks: Committing
) -> None:
    named(publisher)
    with django_capture_on_commit_callbacks() as callbacks:
        settle(by=publisher, **FACTS)
    assert callbacks == []


@pytest.mark.parametrize("changes", [{"name": "B"}, {"accent": "#8a1538"}, {"email": "a@b.example"}])
def test_its_digest_changes_with_what_pages_say(changes: dict[str, str]) -> None:
    facts = {"name": "A", "description": ""}
    assert Imprint(**facts).digest != Imprint(**facts | changes).digest


def test_without_colours_of_its_own_it_has_no_sheet() -> None:
    assert Imprint("A", "").stylesheet == ""


# Policies


def test_an_editor_writes_a_policy(editor: User) -> None:
    policy = a_policy(editor, "principles")
    assert policy.history.get().history_user == editor


@pytest.mark.parametrize("role", ["contributor", "checker"])
def test_who_edits_nothing_writes_no_policy(role: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(NotAllowed):
        a_policy(request.getfixturevalue(role), "principles")
    assert not Policy.objects.exists()


def test_a_policy_is_sanitised_as_a_piece_is(editor: User) -> None:
    a_policy(editor, "ethics", body="<p onclick='x()'>Fair.<script>x()</script></p>")
    assert Policy.objects.get().body == "<p>Fair.</p>"


def test_there_is_one_page_of_each_kind(editor: User) -> None:
    a_policy(editor, "ethics")
    with pytest.raises(ValidationError, match="there already"):
        a_policy(editor, "ethics")


def test_an_empty_policy_is_not_published(editor: User) -> None:
    with pytest.raises(ValidationError, match="no text to publish"):
        a_policy(editor, "ethics", body="")


def test_the_page_on_annotation_may_be_published_without_a_word(editor: User) -> None:
    assert a_policy(editor, "annotation", body="").is_published


# What machines are told


def test_only_published_policies_have_addresses(editor: User, settings: Any) -> None:
    a_policy(editor, "ethics")
    a_policy(editor, "principles", is_published=False)
    assert policy_urls() == {"ethics": f"{settings.SITE_URL}/policies/ethics/"}


def test_the_publication_in_the_words_of_schema_org(publisher: User, settings: Any) -> None:
    settings.SITE_URL = "https://tidewater.example"
    named(publisher, picture=a_picture(), logo_alt=NAME)
    for kind in ("principles", "corrections", "ethics", "annotation", "contact", "about"):
        a_policy(publisher, kind)
    digest = Logo.objects.get().digest
    at = "https://tidewater.example"
    assert publisher_ld() == {
        "@type": "NewsMediaOrganization",
        "@id": f"{at}/#publisher",
        "name": NAME,
        "url": f"{at}/",
        "description": FACTS["description"],
        "logo": {
            "@type": "ImageObject",
            "url": f"{at}/publication/logo-{digest}.png",
            "width": {"@type": "QuantitativeValue", "value": 320, "unitCode": "E37"},
            "height": {"@type": "QuantitativeValue", "value": 80, "unitCode": "E37"},
        },
        "email": FACTS["email"],
        "contactPoint": {
            "@type": "ContactPoint",
            "contactType": "newsroom",
            "email": FACTS["email"],
            "url": f"{at}/policies/contact/",
        },
        "parentOrganization": {
            "@type": "Organization",
            "name": "Tidewater Trust",
            "url": "https://trust.example/",
        },
        "publishingPrinciples": f"{at}/policies/principles/",
        "correctionsPolicy": f"{at}/policies/corrections/",
        "ethicsPolicy": f"{at}/policies/ethics/",
        "verificationFactCheckingPolicy": f"{at}/policies/annotation/",
    }


def test_of_a_publication_nobody_named_machines_are_told_no_more_than_is_known(settings: Any) -> None:
    assert publisher_ld(Imprint("Untitled", "")) == {
        "@type": "NewsMediaOrganization",
        "@id": f"{settings.SITE_URL}/#publisher",
        "name": "Untitled",
        "url": f"{settings.SITE_URL}/",
    }
