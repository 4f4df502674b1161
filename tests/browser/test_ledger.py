"""The ledger's filters: folded where there is little room, without any script."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open

UNFOLD = "Show only some of the claims"


def test_on_a_phone_the_filters_unfold(open_page: Open) -> None:
    page = open_page("/claims/", width=390, java_script_enabled=False)
    reported = page.get_by_role("link", name="Reported", exact=True)
    expect(reported).to_be_hidden()

    page.get_by_text(UNFOLD).click()

    reported.click()
    page.wait_for_url("**/claims/?put=reported")
    expect(page.get_by_role("link", name="Reported", exact=True)).to_be_visible()


@pytest.mark.parametrize("address", ["/claims/", "/claims/?put=reported"])
def test_where_there_is_room_the_filters_stand_open(open_page: Open, address: str) -> None:
    page = open_page(address, width=1440, java_script_enabled=False)

    expect(page.get_by_role("link", name="Reported", exact=True)).to_be_visible()
    expect(page.get_by_text(UNFOLD)).to_be_hidden()
