"""Rows that hang on a claim."""

from articles.refusals import Refused
from claims.exchange.columns import ForReading
from claims.exchange.rows import DeskResource, uuid_of
from claims.models import Claim


class OnClaims(DeskResource):
    guarded = {"Claim no.": "It stays with its claim.", "Claim id": "It stays with its claim."}

    piece = ForReading("claim__article__headline", "Piece")
    piece_id = ForReading("claim__article_id", "Piece id")
    number = ForReading("claim__number", "Claim no.")
    claim_id = ForReading("claim_id", "Claim id")

    def claim_of(self, row: dict[str, str]) -> Claim:
        """The claim a new row names, by its id or by its piece and number."""
        claims = Claim.objects.filter(article__in=self.pieces).select_related("article")
        if given := row.get("Claim id"):
            found = list(claims.filter(pk=uuid_of(given)))
        elif row.get("Claim no.", "").isdecimal():
            found = list(claims.filter(article=self.piece_of(row), number=int(row["Claim no."])))
        else:
            raise Refused("Claim no.: say on which claim.")
        if not found:
            raise Refused("Claim no.: there is no such claim here.")
        return found[0]
