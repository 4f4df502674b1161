"""Claims are put right while their piece is saved: both are done, and every claim is where it was put."""

import json

from tests.browser.site import Site
from tests.concurrent.conftest import inside, state_of


def test_neither_a_save_nor_what_mends_a_claim_stops_the_other(site: Site, pieces: dict[str, str]) -> None:
    done = json.loads(inside(site, "mending"))
    both = ["saved", "mended"]
    assert done == {"restored": [*both, 4], "placed": both, "removed": both}
    assert "Second. First. Third." in state_of(site)["mended"]["body"]
