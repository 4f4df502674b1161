from datetime import UTC, datetime, timedelta

from articles.minting import new_id, now, reproducible

AT = datetime(2026, 5, 4, tzinfo=UTC)


def test_ids_and_times_come_out_the_same_each_time() -> None:
    def minted() -> list[object]:
        with reproducible("mill", AT):
            return [new_id(), now(), new_id(), now()]

    assert minted() == minted()


def test_ids_differ_within_a_name_and_between_names() -> None:
    ids = set()
    for name in ("mill", "harbour"):
        with reproducible(name, AT):
            ids |= {new_id() for _ in range(5)}
    assert len(ids) == 10


def test_each_look_at_the_clock_finds_it_a_second_on() -> None:
    with reproducible("mill", AT):
        assert [now(), now()] == [AT + timedelta(seconds=1), AT + timedelta(seconds=2)]


def test_afterwards_chance_and_the_clock_are_back() -> None:
    with reproducible("mill", AT):
        minted = new_id()
    with reproducible("mill", AT):
        assert new_id() == minted
    assert new_id() != new_id()
    assert now() > AT
