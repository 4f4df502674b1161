from io import StringIO

from django.core.management import call_command

from articles.searching.models import Entry


def test_search_is_rebuilt_from_the_editions(seed: None) -> None:
    before = list(Entry.objects.order_by("key").values())
    Entry.objects.all().delete()
    out = StringIO()
    call_command("rebuild_search", stdout=out)
    assert out.getvalue() == "Pieces that are found: 1.\n"
    assert list(Entry.objects.order_by("key").values()) == before


def test_rebuilding_twice_says_the_same(seed: None) -> None:
    first, second = StringIO(), StringIO()
    for out in (first, second):
        call_command("rebuild_search", stdout=out)
    assert first.getvalue() == second.getvalue()
