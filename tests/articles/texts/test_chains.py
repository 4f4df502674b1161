from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from articles.texts.chains import Link, heaviest_chain

links = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(1, 9).map(float)), max_size=7)


def is_chain(chain: list[tuple[int, int]]) -> bool:
    return all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(chain))


def heaviest_weight(links: list[Link]) -> float:
    chosen = [sorted(some) for size in range(len(links) + 1) for some in combinations(links, size)]
    return max(sum(link[2] for link in some) for some in chosen if is_chain([link[:2] for link in some]))


@given(links)
def test_no_chain_is_heavier(links: list[Link]) -> None:
    weights: dict[tuple[int, int], float] = {}
    for i, j, weight in links:
        weights[i, j] = max(weight, weights.get((i, j), 0.0))
    chain = heaviest_chain(links)
    assert is_chain(chain)
    assert sum(weights[place] for place in chain) == heaviest_weight(links)


def test_nothing_linked_gives_no_chain() -> None:
    assert heaviest_chain([]) == []
